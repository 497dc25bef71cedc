using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpAdmin.Core.Evaluation.Certificates;

/// <summary>
/// The certificates from a server's own upwards, each issued by the next. A server may send them in any order and with
/// others among them; what is sent is never looked for elsewhere.
/// </summary>
internal sealed class CertificateChain
{
    private const int MaxDepth = 10;

    private CertificateChain(IReadOnlyList<ChainCertificate> certificates) => Certificates = certificates;

    /// <summary>The server's certificate first.</summary>
    public IReadOnlyList<ChainCertificate> Certificates { get; }

    public ChainCertificate Last => Certificates[Certificates.Count - 1];

    public static CertificateChain Build(ChainCertificate leaf, IEnumerable<ChainCertificate> others)
    {
        List<ChainCertificate> rest = [.. others];
        var chain = new List<ChainCertificate> { leaf };
        while (chain.Count <= MaxDepth)
        {
            ChainCertificate last = chain[chain.Count - 1];
            ChainCertificate? issuer = last.IsSelfIssued
                ? null
                : rest.FirstOrDefault(other => !chain.Any(other.IsSameAs) && last.IsIssuedBy(other));
            if (issuer is null)
            {
                break;
            }

            chain.Add(issuer);
        }

        return new CertificateChain(chain);
    }

    /// <summary>
    /// What is wrong with the chain up to and with a depth, in words, or null: dates, and whether each authority is one.
    /// </summary>
    public string? FindProblem(int depth, DateTimeOffset now)
    {
        for (int index = 0; index <= depth && index < Certificates.Count; index++)
        {
            ChainCertificate certificate = Certificates[index];
            if (!certificate.IsValidAt(now))
            {
                return $"The certificate of {certificate.Subject} is expired or not valid yet.";
            }

            if (index > 0 && !certificate.IsAuthority)
            {
                return $"The certificate of {certificate.Subject} is none of an authority.";
            }

            // RFC 5280, section 4.2.1.9: how many authorities may stand below; the server's certificate is none.
            if (index > 0 && certificate.PathLength < index - 1)
            {
                return $"The certificate of {certificate.Subject} allows no chain of this length.";
            }
        }

        return null;
    }
}
