using System.Linq;
using System.Security.Cryptography.X509Certificates;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>
/// Judges the certificate of a policy host (RFC 8461, section 3.3): its chain, and its name by the alternative names.
/// </summary>
internal sealed class PolicyHostTrust(string host, MtaStsHttpOptions options)
{
    /// <summary>Why the certificate was refused; null where it was not, or none was shown.</summary>
    public string? Refusal { get; private set; }

    public bool Accepts(X509Certificate? certificate, X509Chain? chain)
    {
        if (certificate is null)
        {
            Refusal = $"{host} showed no certificate.";
            return false;
        }

        X509Certificate2 shown = certificate as X509Certificate2 ?? new X509Certificate2(certificate);
        X509Certificate2[] sent = chain is null ? [] : [.. chain.ChainPolicy.ExtraStore.Cast<X509Certificate2>()];
        CertificateDetails details = CertificateEvaluator.Evaluate(
            shown, sent, host, options.TrustedRoots, SmtpRevocationCheck.None, options.TimeProvider.GetUtcNow());
        ServerCertificatePolicy policy = ServerCertificatePolicy.Verify;
        Refusal = policy.Accepts(details)
            ? null
            : CertificateRefusal.Create(details, policy, host, options.TimeProvider.GetUtcNow()).Message;
        return Refusal is null;
    }
}
