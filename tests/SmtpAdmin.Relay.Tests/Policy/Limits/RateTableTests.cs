using System;
using System.Linq;
using SmtpAdmin.Relay.Policy.Limits;
using SmtpAdmin.Testing.Time;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Policy.Limits;

public sealed class RateTableTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void A_minutes_worth_goes_at_once_and_then_one_by_one()
    {
        var rates = new RateTable<string>(_clock, capacity: 100);
        Assert.Equal(30, Use(rates, "a", times: 40));
        Assert.Equal(30, Use(rates, "b", times: 40));
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(1, Use(rates, "a", times: 40));
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(5, Use(rates, "a", times: 40));
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(30, Use(rates, "a", times: 40));
    }

    [Fact]
    public void Over_an_hour_no_more_goes_than_the_rate()
    {
        var rates = new RateTable<string>(_clock, capacity: 100);
        int used = 0;
        for (int second = 0; second < 3600; second++)
        {
            used += Use(rates, "a", times: 3);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(used, 30 * 60, (30 * 60) + 30);
    }

    [Fact]
    public void Without_a_limit_nothing_is_kept()
    {
        var rates = new RateTable<string>(_clock, capacity: 100);
        Assert.True(Enumerable.Range(0, 1000).All(_ => rates.TryUse("a", ClientLimits.None)));
        Assert.Equal(1, Enumerable.Range(0, 10).Count(_ => rates.TryUse("a", 1)));
    }

    private static int Use(RateTable<string> rates, string key, int times) =>
        Enumerable.Range(0, times).Count(_ => rates.TryUse(key, 30));
}
