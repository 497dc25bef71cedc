using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Org.BouncyCastle.Asn1;
using SmtpAdmin.Core.Checks;
using SmtpAdmin.Core.Evaluation.Certificates;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Core.Evaluation.Bimi;

/// <summary>
/// Checks a mark certificate (VMC or CMC) as far as that goes without the network: the chain, the purpose, the logo in
/// it and the domain (draft-fetch-validation-vmc-wchuang). Revocation and transparency logs are not asked.
/// </summary>
internal static class BimiCertificateEvaluator
{
    public const string Pem = "BIMI-CERT-PEM";
    public const string Validity = "BIMI-CERT-VALIDITY";
    public const string Chain = "BIMI-CERT-CHAIN";
    public const string Purpose = "BIMI-CERT-PURPOSE";
    public const string Name = "BIMI-CERT-NAME";
    public const string LogotypePresent = "BIMI-CERT-LOGOTYPE";
    public const string Logo = "BIMI-CERT-LOGO";

    // id-kp-BrandIndicatorforMessageIdentification; id-pe-logotype
    private const string BimiPurpose = "1.3.6.1.5.5.7.3.31";
    private const string LogotypeExtension = "1.3.6.1.5.5.7.1.12";
    private const int MaxCertificates = 10;
    private const int MaxLogoSize = 1024 * 1024;

    /// <param name="pem">The evidence document: certificates in PEM, the mark's own among them.</param>
    /// <param name="domain">The domain at which the BIMI record stands.</param>
    /// <param name="selector">The record's selector.</param>
    /// <param name="roots">The roots of mark authorities in DER; none where none are known.</param>
    /// <param name="logo">The logo that the record names, or null where it was not fetched.</param>
    /// <param name="now">The time at which the certificates must be valid.</param>
    /// <returns>One finding for each check, in order.</returns>
    public static IReadOnlyList<CheckFinding> Evaluate(
        byte[] pem, string domain, string selector, IReadOnlyList<byte[]> roots, byte[]? logo, DateTimeOffset now)
    {
        var checks = new CheckList([Pem, Validity, Chain, Purpose, Name, LogotypePresent, Logo]);
        ChainCertificate[] certificates =
            [.. PemCertificates.Read(Encoding.ASCII.GetString(pem)).Take(MaxCertificates).Select(ChainCertificate.TryRead)
                .OfType<ChainCertificate>()];
        ChainCertificate? mark = certificates.FirstOrDefault(static certificate => certificate is { IsAuthority: false, Parsed: not null });
        if (mark is null)
        {
            checks.Stop(Pem, CheckStatus.Fail, "The document holds no certificate of a mark in PEM.");
            return checks.Findings;
        }

        checks.Add(Pem, CheckStatus.Pass, FormattableString.Invariant($"{certificates.Length} certificates, for {mark.Subject}"));
        bool isValid = mark.IsValidAt(now);
        checks.Add(
            Validity,
            isValid ? CheckStatus.Pass : CheckStatus.Fail,
            FormattableString.Invariant($"{mark.Parsed!.NotBefore:yyyy-MM-dd} to {mark.Parsed.NotAfter:yyyy-MM-dd}"));
        AddChain(checks, mark, certificates, roots, now);
        bool hasPurpose = mark.Parsed.GetExtendedKeyUsage()?.Any(static usage => usage.Id == BimiPurpose) == true;
        checks.Add(
            Purpose,
            hasPurpose ? CheckStatus.Pass : CheckStatus.Fail,
            hasPurpose ? $"The purpose is BIMI ({BimiPurpose})." : $"The purpose {BimiPurpose} is missing.");
        AddName(checks, mark, domain, selector);
        AddLogo(checks, mark, logo);
        return checks.Findings;
    }

    private static void AddChain(
        CheckList checks,
        ChainCertificate mark,
        ChainCertificate[] certificates,
        IReadOnlyList<byte[]> roots,
        DateTimeOffset now)
    {
        if (roots.Count == 0)
        {
            checks.Add(Chain, CheckStatus.Unknown, "No root of a mark authority is known here.");
            return;
        }

        ChainCertificate[] ends = [.. roots.Select(ChainCertificate.TryRead).OfType<ChainCertificate>()];
        CertificateChain chain = CertificateChain.Build(mark, [.. certificates, .. ends]);
        string? problem = ends.Any(chain.Last.IsSameAs)
            ? chain.FindProblem(chain.Certificates.Count - 1, now)
            : $"The chain ends at {chain.Last.Subject}, which is no root of a mark authority.";
        checks.Add(
            Chain, problem is null ? CheckStatus.Pass : CheckStatus.Fail, problem ?? $"Ends at {chain.Last.Subject}.");
    }

    // The certificate is for the domain, or for one selector of it.
    private static void AddName(CheckList checks, ChainCertificate mark, string domain, string selector)
    {
        IReadOnlyList<string> names = CertificateNames.Read(mark.Encoded);
        string own = $"{selector}._bimi.{domain}";
        bool matches = names.Any(name => name.Equals(domain, StringComparison.OrdinalIgnoreCase)
            || name.Equals(own, StringComparison.OrdinalIgnoreCase));
        checks.Add(
            Name,
            matches ? CheckStatus.Pass : CheckStatus.Fail,
            $"{domain} is {(matches ? string.Empty : "not ")}among {string.Join(", ", names.Take(5))}.");
    }

    private static void AddLogo(CheckList checks, ChainCertificate mark, byte[]? logo)
    {
        Asn1OctetString? extension = mark.Parsed!.GetExtensionValue(new DerObjectIdentifier(LogotypeExtension));
        Logotype? logotype = extension is null ? null : Logotype.TryRead(extension.GetOctets());
        if (logotype is null)
        {
            checks.Stop(LogotypePresent, CheckStatus.Fail, "The certificate holds no logo.");
            return;
        }

        checks.Add(LogotypePresent, CheckStatus.Pass, "The certificate holds a logo.");
        if (logo is null)
        {
            checks.Add(Logo, CheckStatus.Unknown, "The logo of the record was not fetched.");
            return;
        }

        bool? matches = logotype.Matches(logo) == true
            ? true
            : BimiFile.Unpack(logo, MaxLogoSize) is { } unpacked ? logotype.Matches(unpacked) : false;
        (CheckStatus status, string evidence) = matches switch
        {
            true => (CheckStatus.Pass, "The logo of the record is that of the certificate."),
            false => (CheckStatus.Fail, "The logo of the record is another than that of the certificate."),
            null => (CheckStatus.Unknown, "The certificate names the logo by a hash that is not known here."),
        };
        checks.Add(Logo, status, evidence);
    }
}
