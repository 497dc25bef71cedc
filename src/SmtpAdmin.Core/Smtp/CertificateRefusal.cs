using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Security.Cryptography.X509Certificates;

namespace SmtpAdmin.Core.Smtp;

/// <summary>Says why a server's certificate is not accepted: which kind of error it is, and each reason.</summary>
internal static class CertificateRefusal
{
    private const int MaximumNames = 5;

    private static readonly string[] s_unknown =
        [nameof(X509ChainStatusFlags.RevocationStatusUnknown), nameof(X509ChainStatusFlags.OfflineRevocation)];

    public static SmtpAdminException Create(
        CertificateDetails certificate,
        ServerCertificatePolicy policy,
        string host,
        DateTimeOffset now,
        Exception? failure = null)
    {
        if (policy.Thumbprints.Count > 0)
        {
            return Make(ErrorKind.CertificateInvalid, [WrongThumbprint(certificate, policy)], host, failure);
        }

        IReadOnlyList<string> problems = certificate.ChainProblems;
        List<string> reasons = problems.Except(s_unknown).Select(problem => Describe(problem, certificate, now)).ToList();
        if (!certificate.NameMatches)
        {
            reasons.Add(WrongName(certificate));
        }

        if (problems.Contains(nameof(X509ChainStatusFlags.Revoked)))
        {
            return Make(ErrorKind.CertificateRevoked, reasons, host, failure);
        }

        // What is wrong in itself is not made better by finding out about revocation.
        if (reasons.Count > 0)
        {
            return Make(ErrorKind.CertificateInvalid, reasons, host, failure);
        }

        string source = policy.Revocation == SmtpRevocationCheck.Offline
            ? "this machine holds no current list of its issuer"
            : "its issuer's service could not be asked or gave no answer";
        return Make(
            ErrorKind.CertificateRevocationUnknown, [$"whether it was revoked is not known, {source}"], host, failure);
    }

    private static SmtpAdminException Make(
        ErrorKind kind, IEnumerable<string> reasons, string host, Exception? failure) =>
        new(kind, $"The certificate of {host} is not accepted: {string.Join("; ", reasons)}.", innerException: failure);

    private static string Describe(string problem, CertificateDetails certificate, DateTimeOffset now) => problem switch
    {
        nameof(X509ChainStatusFlags.NotTimeValid) when now > certificate.NotAfter =>
            $"it expired on {Date(certificate.NotAfter)}",
        nameof(X509ChainStatusFlags.NotTimeValid) when now < certificate.NotBefore =>
            $"it is not valid before {Date(certificate.NotBefore)}",
        nameof(X509ChainStatusFlags.NotTimeValid) => "a certificate of its issuers has expired or is not valid yet",
        nameof(X509ChainStatusFlags.UntrustedRoot) when certificate.Subject == certificate.Issuer =>
            "it is self-signed, and this machine does not trust it",
        nameof(X509ChainStatusFlags.UntrustedRoot) =>
            $"its chain ends at a root that this machine does not trust, and its issuer is {certificate.Issuer}",
        nameof(X509ChainStatusFlags.PartialChain) =>
            $"this machine does not trust its issuer {certificate.Issuer}, and found no certificate that leads on from it",
        nameof(X509ChainStatusFlags.Revoked) => "it, or one of its issuers' certificates, was revoked",
        nameof(X509ChainStatusFlags.NotValidForUsage) => "it is not meant for servers",
        nameof(X509ChainStatusFlags.NotSignatureValid) => "a signature in its chain is wrong",
        _ => $"its chain has the problem {problem}",
    };

    private static string WrongName(CertificateDetails certificate)
    {
        if (certificate.Names.Count == 0)
        {
            return "it names no host";
        }

        string more = certificate.Names.Count > MaximumNames
            ? FormattableString.Invariant($" and {certificate.Names.Count - MaximumNames} more")
            : string.Empty;
        return $"it is for {string.Join(", ", certificate.Names.Take(MaximumNames))}{more}";
    }

    private static string WrongThumbprint(CertificateDetails certificate, ServerCertificatePolicy policy)
    {
        // The one that was asked for is the one to show, so that the two can be compared.
        bool isLong = policy.Thumbprints.All(thumbprint => thumbprint.Length > certificate.Thumbprint.Length);
        string thumbprint = isLong ? certificate.ThumbprintSha256 ?? certificate.Thumbprint : certificate.Thumbprint;
        return $"its thumbprint {thumbprint} is not among those expected";
    }

    private static string Date(DateTimeOffset time) =>
        time.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
