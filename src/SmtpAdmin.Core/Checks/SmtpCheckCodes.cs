using System.Collections.Generic;

namespace SmtpAdmin.Core.Checks;

/// <summary>The stable codes of the checks on a mail server, and which of them a kind of security calls for.</summary>
internal static class SmtpCheckCodes
{
    public const string Resolve = "SMTP-RESOLVE";
    public const string Connect = "SMTP-CONNECT";
    public const string Banner = "SMTP-BANNER";
    public const string Ehlo = "SMTP-EHLO";
    public const string StartTlsOffered = "SMTP-STARTTLS-OFFERED";
    public const string TlsHandshake = "SMTP-TLS-HANDSHAKE";
    public const string TlsVersion = "SMTP-TLS-VERSION";
    public const string CertificateName = "SMTP-CERT-NAME";
    public const string CertificateTrust = "SMTP-CERT-TRUST";
    public const string CertificateExpiry = "SMTP-CERT-EXPIRY";
    public const string AuthPlaintext = "SMTP-AUTH-PLAINTEXT";
    public const string StartTlsClean = "SMTP-STARTTLS-CLEAN";
    public const string Quit = "SMTP-QUIT";

    private static readonly string[] s_plaintext = [Resolve, Connect, Banner, Ehlo, AuthPlaintext, Quit];

    private static readonly string[] s_startTls =
    [
        Resolve, Connect, Banner, Ehlo, StartTlsOffered, TlsHandshake, TlsVersion, CertificateName, CertificateTrust,
        CertificateExpiry, AuthPlaintext, StartTlsClean, Quit,
    ];

    private static readonly string[] s_implicitTls =
    [
        Resolve, Connect, TlsHandshake, TlsVersion, CertificateName, CertificateTrust, CertificateExpiry, Banner, Ehlo,
        Quit,
    ];

    /// <summary>The checks of what only TLS shows.</summary>
    public static IReadOnlyList<string> OfTls { get; } =
        [TlsHandshake, TlsVersion, CertificateName, CertificateTrust, CertificateExpiry, StartTlsClean];

    /// <summary>
    /// The checks in their order. A check that a kind of security leaves nothing to ask for is not in it: none of TLS
    /// where TLS is not wanted, none of STARTTLS and of the time before it where TLS comes first.
    /// </summary>
    public static IReadOnlyList<string> For(SmtpSecurity security) => security switch
    {
        SmtpSecurity.None => s_plaintext,
        SmtpSecurity.ImplicitTls => s_implicitTls,
        _ => s_startTls,
    };
}
