using System;
using System.Collections.Generic;
using System.Net;

namespace SmtpAdmin.Core.Sending;

/// <summary>Where messages go and how the connection there is made.</summary>
internal sealed record SendOptions
{
    private const int RelayPort = 25;
    private const int ImplicitTlsPort = 465;
    private const int SubmissionPort = 587;

    public required SmtpEndpoint Server { get; init; }

    public SmtpSecurity Security { get; init; } = SmtpSecurity.Auto;

    /// <summary>What to sign in with, or null for no authentication.</summary>
    public NetworkCredential? Credential { get; init; }

    /// <summary>Whether the credential may go over a connection without TLS.</summary>
    public bool AllowPlaintextCredential { get; init; }

    /// <summary>The name in EHLO, or null for the machine's.</summary>
    public string? LocalName { get; init; }

    /// <summary>How long connecting may take, and how long each later step waits for the server.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// Whether the certificate's issuer is asked for revocation. Off unless asked for: where the issuer cannot be
    /// reached, as on isolated networks, each connection would hang or fail although the certificate is good.
    /// </summary>
    public bool CheckRevocation { get; init; }

    /// <summary>
    /// The certificates to trust whatever their chain or name, by thumbprint as certificate stores show it.
    /// Where there are any, only these are trusted; where there are none, the operating system decides.
    /// </summary>
    public IReadOnlyList<string> TrustedThumbprints { get; init; } = [];

    /// <summary>The port named, or the one that the kind of connection suggests.</summary>
    public int EffectivePort => Server.Port ?? Security switch
    {
        SmtpSecurity.ImplicitTls => ImplicitTlsPort,
        SmtpSecurity.StartTls => SubmissionPort,
        _ => Credential is null ? RelayPort : SubmissionPort,
    };

    /// <summary>The protection with <see cref="SmtpSecurity.Auto"/> resolved by the port (RFC 8314, section 3.3).</summary>
    public SmtpSecurity EffectiveSecurity => Security != SmtpSecurity.Auto ? Security : EffectivePort switch
    {
        ImplicitTlsPort => SmtpSecurity.ImplicitTls,
        SubmissionPort => SmtpSecurity.StartTls,
        _ => SmtpSecurity.StartTlsWhenAvailable,
    };
}
