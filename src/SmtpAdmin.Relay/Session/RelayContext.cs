using System;
using SmtpAdmin.Relay.Faults;
using SmtpAdmin.Relay.Listening;
using SmtpAdmin.Relay.Policy;
using SmtpAdmin.Relay.Policy.Limits;
using SmtpAdmin.Relay.Queue;

namespace SmtpAdmin.Relay.Session;

/// <summary>What all sessions of a listener share; all but options, policy and TLS is the whole relay's.</summary>
internal sealed record RelayContext
{
    /// <summary>The options as they hold on this listener.</summary>
    public required RelayOptions Options { get; init; }

    /// <summary>The name in the banner and in Received.</summary>
    public required string HostName { get; init; }

    public required IMessageStore Store { get; init; }

    /// <summary>Says whether there is room for another message; null where there always is.</summary>
    public IIntakeGate? Gate { get; init; }

    public required TimeProvider Time { get; init; }

    public required RelayCounters Counters { get; init; }

    public required SubmissionPolicy Policy { get; init; }

    public required RelayLimits Limits { get; init; }

    public required UserList Users { get; init; }

    /// <summary>Whose connections begin with a PROXY header.</summary>
    public required NetworkList Proxies { get; init; }

    /// <summary>Who may use XCLIENT.</summary>
    public required NetworkList XClients { get; init; }

    /// <summary>The faults that the relay plays for a test; none as a rule.</summary>
    public required FaultPlan Faults { get; init; }

    /// <summary>How TLS is spoken, or null where the relay has no certificate.</summary>
    public ServerTls? Tls { get; init; }
}
