using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography.X509Certificates;

namespace SmtpAdmin.Core.Signing;

/// <summary>A certificate and those that came along with it.</summary>
internal sealed class LoadedCertificate : IDisposable
{
    private readonly bool _isOwned;

    public LoadedCertificate(X509Certificate2 certificate, IReadOnlyList<X509Certificate2> others, bool isOwned)
    {
        Certificate = certificate;
        Others = others;
        _isOwned = isOwned;
    }

    public X509Certificate2 Certificate { get; }

    /// <summary>The certificates beside it in its file, such as those of its issuers.</summary>
    public IReadOnlyList<X509Certificate2> Others { get; }

    /// <summary>Takes the first certificate that has its key, or the first; never an empty collection.</summary>
    public static LoadedCertificate FromCollection(X509Certificate2Collection collection)
    {
        X509Certificate2[] all = collection.Cast<X509Certificate2>().ToArray();
        X509Certificate2 main = Array.Find(all, certificate => certificate.HasPrivateKey) ?? all[0];
        return new LoadedCertificate(main, Array.FindAll(all, certificate => certificate != main), isOwned: true);
    }

    public void Dispose()
    {
        if (_isOwned)
        {
            Certificate.Dispose();
            foreach (X509Certificate2 other in Others)
            {
                other.Dispose();
            }
        }
    }
}
