using System;
using SmtpAdmin.Relay.Delivery;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Delivery;

public sealed class RetryScheduleTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 5)]
    [InlineData(3, 10)]
    [InlineData(4, 20)]
    [InlineData(5, 40)]
    [InlineData(6, 60)]
    [InlineData(7, 60)]
    [InlineData(1000, 60)]
    public void Each_interval_stands_in_the_table_and_the_last_one_repeats(int attempts, int minutes)
    {
        Assert.Equal(TimeSpan.FromMinutes(minutes), new RetrySchedule(() => 0.5).IntervalAfter(attempts));
        Assert.Equal(TimeSpan.FromMinutes(minutes * 0.8), new RetrySchedule(() => 0).IntervalAfter(attempts));
        Assert.Equal(TimeSpan.FromMinutes(minutes * 1.2), new RetrySchedule(() => 1).IntervalAfter(attempts));
    }

    [Fact]
    public void Mail_lives_five_days_and_a_report_one()
    {
        Assert.Equal(TimeSpan.FromDays(5), RetrySchedule.Lifetime);
        Assert.Equal(TimeSpan.FromDays(1), RetrySchedule.NullReversePathLifetime);
    }
}
