using System;
using System.Collections.Generic;
using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace SmtpAdmin;

/// <summary>
/// One address and port of a relay. What is null here is as the relay's options say; users, rules and limits are the
/// whole relay's.
/// </summary>
public sealed record SmtpRelayListener
{
    /// <summary>The address to listen on.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port to listen on; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>How connections are protected.</summary>
    public RelaySecurity Security { get; init; }

    /// <summary>
    /// The certificates with their private keys, the first for clients that ask for no name that another has. The
    /// relay's where none is given.
    /// </summary>
    public IReadOnlyList<X509Certificate2> Certificates { get; init; } = [];

    /// <summary>Certificates in files, behind those given as objects.</summary>
    public IReadOnlyList<RelayCertificateFile> CertificateFiles { get; init; } = [];

    /// <summary>Whether a client must sign in before it may send.</summary>
    public bool? RequireAuthentication { get; init; }

    /// <summary>The networks whose clients may connect.</summary>
    public IReadOnlyList<IpNetwork>? AllowedNetworks { get; init; }

    /// <summary>The networks whose clients may not connect.</summary>
    public IReadOnlyList<IpNetwork>? DeniedNetworks { get; init; }

    /// <summary>The networks whose clients may send to any recipient without signing in.</summary>
    public IReadOnlyList<IpNetwork>? RelayNetworks { get; init; }

    /// <summary>The domains whose mail is taken from everyone.</summary>
    public IReadOnlyList<string>? AcceptedDomains { get; init; }

    /// <summary>The largest message in bytes that is taken.</summary>
    public long? MaximumMessageSize { get; init; }

    /// <summary>Returns address, port and protection.</summary>
    /// <returns>For example <c>192.0.2.10:465 (ImplicitTls)</c>.</returns>
    public override string ToString() => FormattableString.Invariant($"{new IPEndPoint(Address, Port)} ({Security})");
}
