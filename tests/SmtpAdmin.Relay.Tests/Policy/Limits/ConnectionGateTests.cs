using System;
using System.Linq;
using System.Net;
using SmtpAdmin.Relay.Policy.Limits;
using SmtpAdmin.Relay.Protocol;
using SmtpAdmin.Testing.Time;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Policy.Limits;

public sealed class ConnectionGateTests
{
    private static readonly IPAddress s_client = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress s_other = IPAddress.Parse("192.0.2.2");

    private readonly ManualClock _clock = new();

    [Fact]
    public void One_address_takes_twenty_places_and_thirty_in_a_minute()
    {
        ConnectionGate gate = Gate(TestRelay.Options);
        Assert.Equal(20, Enter(gate, s_client, times: 25, Replies.TooManyConnections));
        Assert.Equal(20, Enter(gate, s_other, times: 25, Replies.TooManyConnections));
        Leave(gate, s_client, times: 20);
        Assert.Equal(10, Enter(gate, s_client, times: 25, Replies.ConnectingTooFast));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(10, Enter(gate, s_client, times: 25, Replies.TooManyConnections));
    }

    [Theory]
    [InlineData(100, 20)]
    [InlineData(10, 5)]
    [InlineData(1, 1)]
    public void One_address_never_fills_all_places(int places, int expected)
    {
        ConnectionGate gate = Gate(TestRelay.Options with { MaximumConnections = places });
        Assert.Equal(expected, Enter(gate, s_client, times: 200, Replies.TooManyConnections));
    }

    [Fact]
    public void All_places_together_are_bounded_and_come_back()
    {
        ConnectionGate gate = Gate(TestRelay.Options with { MaximumConnections = 3 });
        Assert.Equal(3, Enter(gate, IPAddress.Loopback, times: 5, Replies.TooManyConnections));
        Assert.Equal(0, Enter(gate, s_client, times: 5, Replies.TooManyConnections));
        Leave(gate, IPAddress.Loopback, times: 1);
        Assert.Equal(1, Enter(gate, s_client, times: 5, Replies.TooManyConnections));
    }

    [Fact]
    public void Loopback_is_bound_by_what_is_named_only()
    {
        RelayOptions many = TestRelay.Options with { MaximumConnections = 500 };
        Assert.Equal(500, Enter(Gate(many), IPAddress.Loopback, times: 501, Replies.TooManyConnections));
        RelayOptions few = many with { Limits = new SmtpRelayLimits { ConnectionsPerAddress = 7 } };
        Assert.Equal(7, Enter(Gate(few), IPAddress.IPv6Loopback, times: 8, Replies.TooManyConnections));
        RelayOptions slow = many with { Limits = new SmtpRelayLimits { ConnectionsPerMinute = 9 } };
        Assert.Equal(9, Enter(Gate(slow), IPAddress.Loopback, times: 10, Replies.ConnectingTooFast));
    }

    [Fact]
    public void Addresses_of_one_IPv6_network_count_together()
    {
        ConnectionGate gate = Gate(TestRelay.Options);
        for (int host = 1; host <= 20; host++)
        {
            Assert.Null(gate.Enter(IPAddress.Parse($"2001:db8::{host:x}")));
        }

        Assert.Same(Replies.TooManyConnections, gate.Enter(IPAddress.Parse("2001:db8::ffff")));
        Assert.Null(gate.Enter(IPAddress.Parse("2001:db8:0:1::1")));
    }

    private static int Enter(ConnectionGate gate, IPAddress address, int times, Reply refusal)
    {
        Reply?[] replies = [.. Enumerable.Range(0, times).Select(_ => gate.Enter(address))];
        Assert.All(replies, reply => Assert.True(reply is null || reply == refusal, reply?.ToString()));
        return replies.Count(reply => reply is null);
    }

    private static void Leave(ConnectionGate gate, IPAddress address, int times)
    {
        foreach (int _ in Enumerable.Range(0, times))
        {
            gate.Leave(address);
        }
    }

    private ConnectionGate Gate(RelayOptions options) => new(options, new SignInGuard(options, _clock), _clock);
}
