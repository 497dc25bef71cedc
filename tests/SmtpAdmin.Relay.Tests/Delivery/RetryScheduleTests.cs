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
        Assert.Equal(TimeSpan.FromMinutes(minutes), new RetrySchedule(RetryProfile.Standard, () => 0.5).IntervalAfter(attempts));
        Assert.Equal(TimeSpan.FromMinutes(minutes * 0.8), new RetrySchedule(RetryProfile.Standard, () => 0).IntervalAfter(attempts));
        Assert.Equal(TimeSpan.FromMinutes(minutes * 1.2), new RetrySchedule(RetryProfile.Standard, () => 1).IntervalAfter(attempts));
    }

    [Theory]
    [InlineData(1, 15)]
    [InlineData(2, 30)]
    [InlineData(3, 60)]
    [InlineData(4, 240)]
    [InlineData(1000, 240)]
    public void The_profile_of_IIS_has_a_table_of_its_own(int attempts, int minutes) => Assert.Equal(
        TimeSpan.FromMinutes(minutes), new RetrySchedule(RetryProfile.Iis, () => 0.5).IntervalAfter(attempts));

    [Theory]
    [InlineData(RelayRetryProfile.Standard, 4, 120)]
    [InlineData(RelayRetryProfile.Iis, 12, 48)]
    public void Each_profile_has_its_lifetime_and_a_report_lives_a_day(RelayRetryProfile name, int delay, int lifetime)
    {
        var profile = RetryProfile.From(name);

        Assert.Equal(TimeSpan.FromHours(delay), profile.DelayReportAfter);
        Assert.Equal(TimeSpan.FromHours(lifetime), profile.Lifetime);
        Assert.Equal(TimeSpan.FromDays(1), profile.NullReversePathLifetime);
    }
}
