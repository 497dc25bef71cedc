using System;
using System.Net;
using SmtpAdmin.Core.Authentication;

namespace SmtpAdmin.Core.Smtp;

/// <summary>Which server to speak to, and how.</summary>
internal sealed record SmtpConnectionOptions
{
    private const int SmtpPort = 25;
    private const int SubmissionPort = 587;
    private const int SubmissionsPort = 465;

    public required SmtpEndpoint Server { get; init; }

    public SmtpSecurity Security { get; init; } = SmtpSecurity.Auto;

    /// <summary>The name for EHLO; null for the machine's fully qualified name or its address literal.</summary>
    public string? LocalName { get; init; }

    /// <summary>How long connecting to one address, and a TLS handshake, may take.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a reply, or writing one block, may take (RFC 5321, section 4.5.3.2).</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// How long the reply to the message's end may take. RFC 5321, section 4.5.3.2.6, asks for ten minutes: who gives
    /// up earlier sends again what the server has taken.
    /// </summary>
    public TimeSpan DataEndTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>What to sign in with, or null where the server takes mail without.</summary>
    public SmtpAuthentication? Authentication { get; init; }

    /// <summary>Signs in with a user name and a password, by the strongest mechanism that the server offers.</summary>
    public NetworkCredential? Credential
    {
        init => Authentication = value is null ? null : new PasswordAuthentication(value);
    }

    /// <summary>Lets the credential go over a connection without TLS.</summary>
    public bool AllowPlaintextCredential { get; init; }

    public ServerCertificatePolicy CertificatePolicy { get; init; } = ServerCertificatePolicy.Verify;

    /// <summary>Finds the server's addresses; a relay puts its MX lookup's addresses here.</summary>
    public HostResolver Resolver { get; init; } = SystemHostResolver.ResolveAsync;

    /// <summary>The clock by which certificates are valid.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The port named, or else that of the protocol.</summary>
    public int Port => Server.Port ?? (Security == SmtpSecurity.ImplicitTls ? SubmissionsPort : SmtpPort);

    /// <summary>The security with Auto resolved by the port (RFC 8314, section 3.3).</summary>
    public SmtpSecurity EffectiveSecurity => (Security, Port) switch
    {
        (SmtpSecurity.Auto, SubmissionsPort) => SmtpSecurity.ImplicitTls,
        (SmtpSecurity.Auto, SubmissionPort) => SmtpSecurity.StartTls,
        (SmtpSecurity.Auto, _) => SmtpSecurity.StartTlsWhenAvailable,
        _ => Security,
    };
}
