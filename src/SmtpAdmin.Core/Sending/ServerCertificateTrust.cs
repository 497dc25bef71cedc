using System;
using System.Collections.Generic;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Sending;

/// <summary>Decides on a server's certificate and keeps the reason of a refusal.</summary>
internal sealed class ServerCertificateTrust
{
    private readonly HashSet<string> _thumbprints;

    public ServerCertificateTrust(IReadOnlyList<string> thumbprints)
    {
        _thumbprints = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (string thumbprint in thumbprints)
        {
            // Certificate dialogs show the bytes apart, with spaces or colons.
            _thumbprints.Add(thumbprint.Replace(" ", string.Empty).Replace(":", string.Empty));
        }
    }

    /// <summary>Why the certificate was refused, as one sentence; null where none was.</summary>
    public string? Refusal { get; private set; }

    /// <summary>The callback for the TLS handshake.</summary>
    public bool Validate(object? sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        bool isTrusted = _thumbprints.Count == 0
            ? errors == SslPolicyErrors.None
            : certificate is not null && _thumbprints.Contains(certificate.GetCertHashString());
        if (isTrusted)
        {
            return true;
        }

        Refusal = Describe(certificate, chain, errors);
        return false;
    }

    private string Describe(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        var reasons = new List<string>();
        if (_thumbprints.Count > 0)
        {
            reasons.Add("its thumbprint is not among those expected");
        }

        if (certificate is null || (errors & SslPolicyErrors.RemoteCertificateNotAvailable) != 0)
        {
            reasons.Add("the server showed none");
        }

        if ((errors & SslPolicyErrors.RemoteCertificateNameMismatch) != 0)
        {
            reasons.Add("it is not for this host name");
        }

        foreach (X509ChainStatus status in chain?.ChainStatus ?? [])
        {
            reasons.Add(status.Status.ToString());
        }

        string subject = PrintableText.From(certificate?.Subject);
        return $"The server's certificate '{subject}' is not trusted: {string.Join(", ", reasons)}.";
    }
}
