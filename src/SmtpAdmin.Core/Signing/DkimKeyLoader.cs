using System;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Parameters;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Signing;

/// <summary>Loads a DKIM key and checks that a signature of it can be valid.</summary>
internal static class DkimKeyLoader
{
    // RFC 8301, section 3.2: signers MUST use RSA keys of at least 1024 bits; verifiers take no shorter ones for valid.
    private const int MinimumRsaBits = 1024;
    private const int Ed25519Bits = 256;

    /// <exception cref="SmtpAdminException">SigningKeyInvalid: the file, or a name beside it, cannot be used.</exception>
    public static DkimSigningKey Load(SmtpDkimKey key)
    {
        if (!MailDomain.TryNormalize(key.Domain ?? string.Empty, out string domain) || domain[0] == '[')
        {
            throw Refuse($"'{PrintableText.From(key.Domain)}' is no domain that a DKIM key can sign for.");
        }

        // selector = sub-domain *( "." sub-domain ) (RFC 6376, section 3.1); with the domain it is a domain name again.
        string name = $"{key.Selector}._domainkey.{domain}";
        if (!IsSelector(key.Selector) || name.Length > 253)
        {
            throw Refuse($"'{PrintableText.From(key.Selector)}' is no DKIM selector.");
        }

        CheckIdentity(key.Identity, domain);
        if (string.IsNullOrWhiteSpace(key.Path))
        {
            throw Refuse($"The DKIM key {name} has no file.");
        }

        AsymmetricKeyParameter privateKey = DkimKeyFile.Read(key.Path);
        int bits = privateKey is RsaKeyParameters rsa ? rsa.Modulus.BitLength : Ed25519Bits;
        if (privateKey is RsaKeyParameters && bits < MinimumRsaBits)
        {
            throw Refuse($"The key in '{PrintableText.From(key.Path)}' has {bits} bits; DKIM needs {MinimumRsaBits}.");
        }

        return new DkimSigningKey(privateKey, domain, key.Selector, key.Identity, bits);
    }

    // A selector may be digits alone, which a domain may not: a letter behind it tells whether it is labels.
    private static bool IsSelector(string? selector) =>
        !string.IsNullOrEmpty(selector) && MailDomain.TryNormalize($"{selector}.x", out string name)
        && name.Length == selector!.Length + 2;

    // RFC 6376, section 3.5: the domain of i= is that of d=, or below it.
    private static void CheckIdentity(string? identity, string domain)
    {
        if (identity is null)
        {
            return;
        }

        int at = identity.LastIndexOf('@');
        string host = identity.Substring(at + 1);
        bool isWithin = host.Equals(domain, StringComparison.OrdinalIgnoreCase)
            || host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase);
        if (at < 0 || !isWithin || !MailDomain.TryNormalize(host, out _) || !Array.TrueForAll(identity.ToCharArray(), IsPlain))
        {
            throw Refuse($"The identity '{PrintableText.From(identity)}' is no address within {domain}.");
        }
    }

    // dkim-safe-char (RFC 6376, section 2.11); what would need encoding is of no use in an identity.
    private static bool IsPlain(char c) => c is > ' ' and < '\x7F' and not (';' or '=');

    private static SmtpAdminException Refuse(string detail) => new(ErrorKind.SigningKeyInvalid, detail);
}
