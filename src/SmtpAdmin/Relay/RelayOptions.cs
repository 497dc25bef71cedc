using System;
using System.Collections.Generic;
using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace SmtpAdmin;

/// <summary>How a relay is to run. The defaults are closed: loopback, a free port, no relaying for strangers.</summary>
public sealed record RelayOptions
{
    /// <summary>The name by which the other cmdlets know it.</summary>
    public required string Name { get; init; }

    /// <summary>What it does with messages.</summary>
    public RelayMode Mode { get; init; } = RelayMode.Capture;

    /// <summary>The address to listen on.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The port to listen on; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The name in the banner and in Received; null takes the machine's.</summary>
    public string? HostName { get; init; }

    /// <summary>The server to deliver to; needed in forward mode.</summary>
    public SmtpEndpoint? SmartHost { get; init; }

    /// <summary>How the connection to the smart host is protected.</summary>
    public SmtpSecurity SmartHostSecurity { get; init; } = SmtpSecurity.Auto;

    /// <summary>What the relay signs in with at the smart host, or null.</summary>
    public NetworkCredential? SmartHostCredential { get; init; }

    /// <summary>The folder of the queue; needed in forward mode.</summary>
    public string? QueuePath { get; init; }

    /// <summary>How connections are protected.</summary>
    public RelaySecurity Security { get; init; }

    /// <summary>
    /// The certificate for TLS with its private key; also for clients that ask for a name that no other has. Null for
    /// the first of the others, and without any for no TLS.
    /// </summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Certificates for clients that ask for their names (RFC 6066, section 3).</summary>
    public IReadOnlyList<X509Certificate2> OtherCertificates { get; init; } = [];

    /// <summary>Certificates in files, which are read again when they have changed.</summary>
    public IReadOnlyList<RelayCertificateFile> CertificateFiles { get; init; } = [];

    /// <summary>
    /// Where the relay listens, where one address and port are not enough; <see cref="Address"/>, <see cref="Port"/> and
    /// <see cref="Security"/> do not count then.
    /// </summary>
    public IReadOnlyList<SmtpRelayListener> Listeners { get; init; } = [];

    /// <summary>Whether to make a certificate for STARTTLS on the spot, where none is given.</summary>
    public bool UseSelfSignedCertificate { get; init; }

    /// <summary>The users that may sign in under TLS.</summary>
    public IReadOnlyList<SmtpRelayUser> Users { get; init; } = [];

    /// <summary>Whether a client must sign in before it may send.</summary>
    public bool RequireAuthentication { get; init; }

    /// <summary>The networks whose clients may connect; all where none is named. Loopback is not among them by itself.</summary>
    public IReadOnlyList<IpNetwork> AllowedNetworks { get; init; } = [];

    /// <summary>The networks whose clients may not connect, whatever <see cref="AllowedNetworks"/> says.</summary>
    public IReadOnlyList<IpNetwork> DeniedNetworks { get; init; } = [];

    /// <summary>
    /// The networks whose clients may send to any recipient without signing in. Null stands for loopback in forward mode
    /// and, as nothing is delivered there, for everyone in capture mode.
    /// </summary>
    public IReadOnlyList<IpNetwork>? RelayNetworks { get; init; }

    /// <summary>
    /// The domains whose mail is taken from everyone: <c>example.com</c>, or <c>*.example.com</c> for the domains below.
    /// </summary>
    public IReadOnlyList<string> AcceptedDomains { get; init; } = [];

    /// <summary>Whether networks and domains that are nearly everyone's are meant.</summary>
    public bool AllowOpenRelay { get; init; }

    /// <summary>The rules for the address in MAIL, in their order.</summary>
    public IReadOnlyList<SmtpRelayRule> SenderRules { get; init; } = [];

    /// <summary>The rules for the addresses in RCPT, in their order.</summary>
    public IReadOnlyList<SmtpRelayRule> RecipientRules { get; init; } = [];

    /// <summary>Whether submissions get a Date and a Message-ID in forward mode where they lack them.</summary>
    public bool AddsMissingFields { get; init; }

    /// <summary>
    /// Inside domains and the outside domains that senders of submissions get instead in forward mode: in the envelope,
    /// and in From, Sender and Reply-To. <c>*.example.com</c> stands for the domains below one.
    /// </summary>
    public IReadOnlyDictionary<string, string> Masquerade { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// The keys to sign submissions with by DKIM in forward mode: each message with those of the domain in its From, or
    /// of the nearest one above it.
    /// </summary>
    public IReadOnlyList<SmtpDkimKey> DkimKeys { get; init; } = [];

    /// <summary>The largest message in bytes that is taken (RFC 1870).</summary>
    public long MaximumMessageSize { get; init; } = 25 * 1024 * 1024;

    /// <summary>The most recipients that one message may have.</summary>
    public int MaximumRecipients { get; init; } = 100;

    /// <summary>The most connections that are open at once.</summary>
    public int MaximumConnections { get; init; } = 100;

    /// <summary>How much the relay bears of its clients.</summary>
    public SmtpRelayLimits Limits { get; init; } = new();

    /// <summary>How long the relay waits for a client's next command or block of data.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The most messages that capture mode keeps; the oldest go first.</summary>
    public int MaximumCapturedMessages { get; init; } = 10_000;

    /// <summary>The faults that capture mode plays, in order; the first that fits strikes.</summary>
    public IReadOnlyList<RelayFault> Faults { get; init; } = [];

    /// <summary>What the chances of faults are drawn from: the same number, the same draws. Null for any.</summary>
    public int? FaultSeed { get; init; }

    /// <summary>Decides about access tokens; with one, the relay offers XOAUTH2 and OAUTHBEARER under TLS.</summary>
    public ITokenValidator? TokenValidator { get; init; }

    /// <summary>By which times it tries again, reports a delay and gives up.</summary>
    public RelayRetryProfile RetryProfile { get; init; }

    /// <summary>
    /// Where it delivers to, the first route that matches; what none matches goes to <see cref="SmartHost"/>.
    /// </summary>
    public IReadOnlyList<RelayRoute> Routes { get; init; } = [];

    /// <summary>
    /// The networks of load balancers that begin each connection with a PROXY header (version 1 or 2), which then must
    /// come. The client is who the header names. From anyone else the header is an error.
    /// </summary>
    public IReadOnlyList<IpNetwork> TrustedProxies { get; init; } = [];

    /// <summary>The networks of servers that may say by XCLIENT for whom they speak and who that has signed in as.</summary>
    public IReadOnlyList<IpNetwork> TrustedXClients { get; init; } = [];
}
