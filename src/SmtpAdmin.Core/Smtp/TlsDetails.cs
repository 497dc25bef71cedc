using System.Collections.Generic;

namespace SmtpAdmin.Core.Smtp;

/// <summary>What a TLS handshake agreed on.</summary>
internal sealed record TlsDetails
{
    /// <summary>The version, for example <c>Tls13</c>.</summary>
    public required string Protocol { get; init; }

    public required string? CipherSuite { get; init; }

    /// <summary>The server's certificate, as this side judges it.</summary>
    public required CertificateDetails Certificate { get; init; }

    /// <summary>What tls-server-end-point binds to (RFC 5929), or null where the certificate defines nothing.</summary>
    public byte[]? EndPointBinding { get; init; }

    /// <summary>The certificates in DER that the server sent, its own first.</summary>
    public IReadOnlyList<byte[]> PresentedChain { get; init; } = [];
}
