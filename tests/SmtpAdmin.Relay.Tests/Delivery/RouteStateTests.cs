using System;
using SmtpAdmin.Relay.Delivery;
using SmtpAdmin.Testing.Time;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Delivery;

public sealed class RouteStateTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void While_the_route_is_down_one_probe_goes_at_a_time_in_steps_that_double_up_to_a_minute()
    {
        var route = new RouteState(_clock);
        Assert.Equal(RouteEntry.Open, route.Enter());
        route.ReportDown(RouteEntry.Open, "refused");

        foreach (int seconds in new[] { 1, 2, 4, 8, 16, 32, 60, 60 })
        {
            Assert.Equal(_clock.GetUtcNow() + TimeSpan.FromSeconds(seconds), route.NextProbeAt);
            _clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromTicks(1));
            Assert.Equal(RouteEntry.Held, route.Enter());
            _clock.Advance(TimeSpan.FromTicks(1));
            Assert.Equal(RouteEntry.Probe, route.Enter());
            Assert.Equal(RouteEntry.Held, route.Enter());
            Assert.Null(route.NextProbeAt);
            route.ReportDown(RouteEntry.Probe, "refused");
        }

        Assert.Equal("refused", route.Fault);
    }

    [Fact]
    public void Deliveries_that_fail_together_are_one_failure()
    {
        var route = new RouteState(_clock);
        for (int i = 0; i < 10; i++)
        {
            route.ReportDown(RouteEntry.Open, "refused");
        }

        Assert.Equal(_clock.GetUtcNow() + TimeSpan.FromSeconds(1), route.NextProbeAt);
    }

    [Fact]
    public void A_probe_that_gets_through_opens_the_route_and_the_steps_begin_anew()
    {
        var route = new RouteState(_clock);
        route.ReportDown(RouteEntry.Open, "refused");
        _clock.Advance(TimeSpan.FromSeconds(1));
        route.Enter();
        route.ReportDown(RouteEntry.Probe, "refused");
        _clock.Advance(TimeSpan.FromSeconds(2));
        route.Enter();

        route.ReportUp();

        Assert.True(route.IsUp);
        Assert.Equal(RouteEntry.Open, route.Enter());
        route.ReportDown(RouteEntry.Open, "refused");
        Assert.Equal(_clock.GetUtcNow() + TimeSpan.FromSeconds(1), route.NextProbeAt);
    }

    [Fact]
    public void A_probe_that_learns_nothing_leaves_the_way_for_another()
    {
        var route = new RouteState(_clock);
        route.ReportDown(RouteEntry.Open, "refused");
        _clock.Advance(TimeSpan.FromSeconds(1));
        RouteEntry probe = route.Enter();

        route.ReportNothing(probe);

        Assert.Equal(RouteEntry.Probe, route.Enter());
    }
}
