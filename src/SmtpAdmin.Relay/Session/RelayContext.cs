using System;
using System.Net.Security;
using SmtpAdmin.Relay.Policy;
using SmtpAdmin.Relay.Session.Proxying;

namespace SmtpAdmin.Relay.Session;

/// <summary>What all sessions of a relay share.</summary>
internal sealed record RelayContext
{
    public required RelayOptions Options { get; init; }

    /// <summary>The name in the banner and in Received.</summary>
    public required string HostName { get; init; }

    public required IMessageStore Store { get; init; }

    public required TimeProvider Time { get; init; }

    public required RelayCounters Counters { get; init; }

    public required SubmissionPolicy Policy { get; init; }

    public required UserList Users { get; init; }

    /// <summary>Whose connections begin with a PROXY header.</summary>
    public required TrustedNetworks Proxies { get; init; }

    /// <summary>Who may use XCLIENT.</summary>
    public required TrustedNetworks XClients { get; init; }

    /// <summary>How TLS is spoken, or null where the relay has no certificate.</summary>
    public SslServerAuthenticationOptions? Tls { get; init; }
}
