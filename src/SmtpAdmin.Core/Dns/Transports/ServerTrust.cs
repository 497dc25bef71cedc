using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Core.Dns.Transports;

/// <summary>Which name servers' certificates are accepted: what the platform accepts, and chains to roots of the caller's.</summary>
internal sealed class ServerTrust(IReadOnlyList<X509Certificate2> roots, TimeProvider time)
{
    private readonly ServerCertificatePolicy _policy = ServerCertificatePolicy.Verify with { TrustedRoots = roots };

    public bool HasOwnRoots => roots.Count > 0;

    public bool Accepts(string host, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        if (!HasOwnRoots || certificate is null)
        {
            return false;
        }

        X509Certificate2 shown = certificate as X509Certificate2 ?? new X509Certificate2(certificate);
        IEnumerable<X509Certificate2> sent = chain?.ChainPolicy.ExtraStore.Cast<X509Certificate2>() ?? [];
        return _policy.Accepts(CertificateEvaluator.Evaluate(
            shown, [.. sent], host, roots, SmtpRevocationCheck.None, time.GetUtcNow()));
    }
}
