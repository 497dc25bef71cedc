using SmtpAdmin.Relay.Delivery.Lanes;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Delivery.Lanes;

public sealed class ConcurrencyWindowTests
{
    [Fact]
    public void A_cohort_of_successes_adds_one_up_to_the_limit()
    {
        var window = new ConcurrencyWindow(20);
        Assert.Equal(5, window.Limit);

        Succeed(window, 6);
        Assert.Equal(6, window.Limit);
        Succeed(window, 1000);
        Assert.Equal(20, window.Limit);
    }

    [Fact]
    public void A_destination_is_dead_when_as_many_in_a_row_failed_as_were_allowed_at_once()
    {
        var window = new ConcurrencyWindow(20);

        Assert.False(window.Failed());
        window.Succeeded();
        Assert.False(window.Failed());
        Assert.False(window.Failed());
        Assert.False(window.Failed());
        Assert.True(window.Failed());
    }

    [Fact]
    public void It_never_falls_below_one()
    {
        var window = new ConcurrencyWindow(3);
        for (int i = 0; i < 100; i++)
        {
            window.Halve();
            window.Failed();
        }

        Assert.Equal(1, window.Limit);
    }

    private static void Succeed(ConcurrencyWindow window, int times)
    {
        for (int i = 0; i < times; i++)
        {
            window.Succeeded();
        }
    }
}
