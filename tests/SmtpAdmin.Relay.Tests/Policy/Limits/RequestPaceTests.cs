using System;
using SmtpAdmin.Relay.Policy.Limits;
using SmtpAdmin.Testing.Time;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Policy.Limits;

public sealed class RequestPaceTests
{
    private readonly ManualClock _clock = new();
    private readonly RequestPace _pace;

    public RequestPaceTests() => _pace = new RequestPace(_clock, TimeSpan.FromSeconds(30), bytesPerSecond: 500);

    [Fact]
    public void Thinking_before_the_first_byte_costs_nothing()
    {
        Assert.Null(_pace.Remaining());
        Wait(seconds: 200, bytes: 500);
        Assert.Equal(TimeSpan.FromSeconds(31), _pace.Remaining());
    }

    [Fact]
    public void A_byte_now_and_then_ends_after_the_grace()
    {
        Wait(seconds: 0, bytes: 1);
        Wait(seconds: 10, bytes: 1);
        Wait(seconds: 10, bytes: 1);
        Assert.InRange(_pace.Remaining()!.Value.TotalSeconds, 10, 10.1);
        Wait(seconds: 10.1, bytes: 1);
        Assert.Equal(TimeSpan.Zero, _pace.Remaining());
    }

    [Fact]
    public void At_the_minimum_rate_a_message_may_take_for_ever()
    {
        Wait(seconds: 0, bytes: 1);
        for (int second = 0; second < 10_000; second++)
        {
            Wait(seconds: 1, bytes: 500);
        }

        Assert.InRange(_pace.Remaining()!.Value.TotalSeconds, 29, 31);
    }

    [Fact]
    public void The_relays_own_time_does_not_count()
    {
        Wait(seconds: 0, bytes: 1);
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.InRange(_pace.Remaining()!.Value.TotalSeconds, 30, 30.1);
    }

    [Fact]
    public void An_answer_begins_anew()
    {
        Wait(seconds: 0, bytes: 1);
        Wait(seconds: 40, bytes: 1);
        _pace.BeginRequest();
        Assert.Null(_pace.Remaining());
    }

    private void Wait(double seconds, long bytes)
    {
        _pace.BeginWait();
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        _pace.EndWait(bytes);
    }
}
