using System;
using System.Net;
using System.Security.Cryptography.X509Certificates;
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

    /// <summary>
    /// The name for EHLO, as <see cref="EhloName.Parse"/> gives it; null for the machine's fully qualified name or its
    /// address literal.
    /// </summary>
    public string? LocalName { get; init; }

    /// <summary>The address of this machine to connect from; null for the system's choice.</summary>
    public IPAddress? LocalAddress { get; init; }

    public SmtpAddressPreference AddressPreference { get; init; } = SmtpAddressPreference.System;

    public SmtpTimeouts Timeouts { get; init; } = new();

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

    /// <summary>The certificate, with its key, for a server that asks for one.</summary>
    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>Is told what goes over the connection; null for nobody.</summary>
    public ISmtpTranscript? Transcript { get; init; }

    /// <summary>The number by which the transcript names the connection.</summary>
    public int ConnectionNumber { get; init; } = 1;

    /// <summary>Finds the server's addresses; a relay puts its MX lookup's addresses here.</summary>
    public HostResolver Resolver { get; init; } = SystemHostResolver.ResolveAsync;

    /// <summary>The clock by which certificates are valid and a transcript is dated.</summary>
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
