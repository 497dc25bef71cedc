using System.Net.Security;

namespace SmtpAdmin.Core.Smtp;

/// <summary>Names the cipher suite of a TLS connection. .NET Framework tells only its parts.</summary>
internal static class TlsCipherSuiteName
{
#if NETSTANDARD2_0
    public static string? Of(SslStream stream) =>
        $"{stream.CipherAlgorithm} {stream.CipherStrength} {stream.HashAlgorithm}";
#else
    public static string? Of(SslStream stream) => stream.NegotiatedCipherSuite.ToString();
#endif
}
