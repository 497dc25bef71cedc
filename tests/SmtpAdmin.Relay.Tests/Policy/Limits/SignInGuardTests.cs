using System;
using System.Linq;
using System.Net;
using SmtpAdmin.Relay.Policy.Limits;
using SmtpAdmin.Relay.Protocol;
using SmtpAdmin.Testing.Time;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Policy.Limits;

public sealed class SignInGuardTests
{
    private static readonly IPAddress s_client = IPAddress.Parse("192.0.2.1");

    private readonly ManualClock _clock = new();
    private readonly SignInGuard _guard;

    public SignInGuardTests() => _guard = new SignInGuard(TestRelay.Options, _clock);

    [Fact]
    public void Five_failures_ban_an_address_for_half_an_hour_and_no_other()
    {
        Assert.Equal([false, false, false, false, true], Enumerable.Range(0, 5).Select(_ => _guard.Fail(s_client)));
        Assert.True(_guard.IsBanned(s_client));
        Assert.False(_guard.IsBanned(IPAddress.Parse("192.0.2.2")));
        var gate = new ConnectionGate(TestRelay.Options, _guard, _clock);
        Assert.Same(Replies.Banned, gate.Enter(s_client));
        _clock.Advance(TimeSpan.FromMinutes(29));
        Assert.True(_guard.IsBanned(s_client));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(_guard.IsBanned(s_client));
        Assert.Null(gate.Enter(s_client));
        Assert.False(_guard.Fail(s_client));
    }

    [Fact]
    public void Failures_far_apart_do_not_add_up()
    {
        for (int count = 0; count < 20; count++)
        {
            Assert.False(_guard.Fail(s_client));
            _clock.Advance(TimeSpan.FromMinutes(3));
        }
    }

    [Fact]
    public void A_flood_of_addresses_does_not_free_who_is_banned_and_goes_on()
    {
        while (!_guard.Fail(s_client))
        {
        }

        for (int count = 0; count < 9_000; count++)
        {
            _guard.Fail(new IPAddress(0x0A000000L + count));
        }

        Assert.True(_guard.IsBanned(s_client));
    }

    [Fact]
    public void Loopback_is_banned_only_where_the_limit_is_named()
    {
        Assert.DoesNotContain(true, Enumerable.Range(0, 100).Select(_ => _guard.Fail(IPAddress.Loopback)));
        var named = new SignInGuard(TestRelay.Options with { Limits = new SmtpRelayLimits { FailedSignIns = 1 } }, _clock);
        Assert.True(named.Fail(IPAddress.Loopback));
    }
}
