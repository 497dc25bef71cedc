using System;
using System.Security.Cryptography.X509Certificates;

namespace SmtpAdmin.Core.Signing;

/// <summary>Finds the certificates between a signer's and its root, which a receiver may not have.</summary>
internal static class IssuerChain
{
    private static readonly TimeSpan s_retrievalTimeout = TimeSpan.FromSeconds(1);

    /// <summary>The issuers in their order, without the root, which a receiver trusts by itself or not at all.</summary>
    public static X509Certificate2Collection Build(LoadedCertificate signer)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.AllFlags;
        chain.ChainPolicy.UrlRetrievalTimeout = s_retrievalTimeout;
#if NET
        // Signing asks nothing of the network. .NET Framework has no such switch.
        chain.ChainPolicy.DisableCertificateDownloads = true;
#endif
        foreach (X509Certificate2 other in signer.Others)
        {
            chain.ChainPolicy.ExtraStore.Add(other);
        }

        _ = chain.Build(signer.Certificate);
        var issuers = new X509Certificate2Collection();
        for (int i = 1; i < chain.ChainElements.Count; i++)
        {
            X509Certificate2 issuer = chain.ChainElements[i].Certificate;
            if (issuer.Subject != issuer.Issuer)
            {
                issuers.Add(new X509Certificate2(issuer.RawData));
            }
        }

        return issuers;
    }
}
