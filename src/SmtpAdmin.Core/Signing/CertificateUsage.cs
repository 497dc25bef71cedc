using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SmtpAdmin.Core.Signing;

/// <summary>What a certificate may be used for (RFC 8550, section 4.4). One that says nothing may be used for all.</summary>
internal static class CertificateUsage
{
    private const string EmailProtection = "1.3.6.1.5.5.7.3.4";
    private const string AnyUsage = "2.5.29.37.0";

    public static bool AllowsEmail(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().FirstOrDefault() is not { } usage
        || usage.EnhancedKeyUsages.Cast<Oid>().Any(oid => oid.Value is EmailProtection or AnyUsage);

    public static bool AllowsSigning(X509Certificate2 certificate) =>
        Allows(certificate, X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation);

    public static bool AllowsEncryption(X509Certificate2 certificate) =>
        Allows(certificate, X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.KeyAgreement);

    private static bool Allows(X509Certificate2 certificate, X509KeyUsageFlags any) =>
        certificate.Extensions.OfType<X509KeyUsageExtension>().FirstOrDefault() is not { } usage
        || (usage.KeyUsages & any) != 0;
}
