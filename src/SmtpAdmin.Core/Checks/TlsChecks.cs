using System;
using System.Globalization;
using System.Linq;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Core.Checks;

/// <summary>Judges what a TLS handshake agreed on and the certificate that it showed.</summary>
internal static class TlsChecks
{
    private const int MaximumNames = 10;
    private static readonly TimeSpan s_expiresSoon = TimeSpan.FromDays(30);

    public static void Add(CheckList checks, TlsDetails tls, string host, DateTimeOffset now)
    {
        AddVersion(checks, tls);
        AddName(checks, tls.Certificate, host);
        AddTrust(checks, tls.Certificate);
        AddExpiry(checks, tls.Certificate, now);
    }

    // RFC 8996 retires TLS 1.0 and 1.1.
    private static void AddVersion(CheckList checks, TlsDetails tls)
    {
        bool isOld = tls.Protocol is "Ssl2" or "Ssl3" or "Tls" or "Tls11";
        checks.Add(
            SmtpCheckCodes.TlsVersion,
            isOld ? CheckStatus.Warn : CheckStatus.Pass,
            $"{tls.Protocol} {tls.CipherSuite}".TrimEnd());
    }

    private static void AddName(CheckList checks, CertificateDetails certificate, string host)
    {
        string names = certificate.Names.Count == 0
            ? "no subject alternative name"
            : string.Join(", ", certificate.Names.Take(MaximumNames));
        checks.Add(
            SmtpCheckCodes.CertificateName,
            certificate.NameMatches ? CheckStatus.Pass : CheckStatus.Fail,
            certificate.NameMatches ? $"{host} is among {names}." : $"{host} is not covered: {names}.");
    }

    private static void AddTrust(CheckList checks, CertificateDetails certificate) => checks.Add(
        SmtpCheckCodes.CertificateTrust,
        certificate.IsTrusted ? CheckStatus.Pass : CheckStatus.Fail,
        certificate.IsTrusted
            ? $"Issued by {certificate.Issuer}."
            : $"{string.Join(", ", certificate.ChainProblems)}; issued by {certificate.Issuer}.");

    private static void AddExpiry(CheckList checks, CertificateDetails certificate, DateTimeOffset now)
    {
        string until = certificate.NotAfter.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
        string since = certificate.NotBefore.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
        (CheckStatus status, string evidence) = certificate switch
        {
            _ when now < certificate.NotBefore => (CheckStatus.Fail, $"Not valid before {since}."),
            _ when now > certificate.NotAfter => (CheckStatus.Fail, $"Expired on {until}."),
            _ when certificate.NotAfter - now < s_expiresSoon => (CheckStatus.Warn, $"Expires soon, on {until}."),
            _ => (CheckStatus.Pass, $"Valid until {until}."),
        };
        checks.Add(SmtpCheckCodes.CertificateExpiry, status, evidence);
    }
}
