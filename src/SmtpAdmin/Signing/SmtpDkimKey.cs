using System;

namespace SmtpAdmin;

/// <summary>
/// A key to sign mail with DKIM (RFC 6376): where its private half lies, and under which name its public half is
/// published. Converts from a hashtable with these property names, and from the text
/// <c>selector._domainkey.example.com=path</c>.
/// </summary>
public sealed class SmtpDkimKey
{
    private const string NameSeparator = "._domainkey.";

    /// <summary>Makes a key whose properties are still to be set.</summary>
    public SmtpDkimKey()
    {
    }

    /// <summary>Reads a key as a user types it: the name of its DNS record, an equals sign, and the path of its file.</summary>
    /// <param name="text">For example <c>s1._domainkey.example.com=./s1.pem</c>.</param>
    /// <exception cref="ArgumentException">The text has another form.</exception>
    public SmtpDkimKey(string text)
    {
        string value = (text ?? string.Empty).Trim();
        int name = value.IndexOf(NameSeparator, StringComparison.OrdinalIgnoreCase);
        int path = value.IndexOf('=');
        if (name <= 0 || path < name + NameSeparator.Length || path == value.Length - 1)
        {
            throw new ArgumentException(
                $"'{value}' names no DKIM key. Write selector._domainkey.example.com=path.", nameof(text));
        }

        Selector = value.Substring(0, name);
        Domain = value.Substring(name + NameSeparator.Length, path - name - NameSeparator.Length);
        Path = value.Substring(path + 1);
    }

    /// <summary>The domain that signs: tag <c>d=</c>. For DMARC it is the one in From, or above it.</summary>
    public string Domain { get; set; } = string.Empty;

    /// <summary>The selector, under which the public key is found in the domain: tag <c>s=</c>.</summary>
    public string Selector { get; set; } = string.Empty;

    /// <summary>
    /// The file of the private key: RSA or Ed25519 in PEM (PKCS #8, or PKCS #1 for RSA), or the 32 bytes of an Ed25519
    /// key in Base64. It must not be encrypted.
    /// </summary>
    public string Path { get; set; } = string.Empty;

    /// <summary>
    /// On whose behalf the domain signs: tag <c>i=</c>, an address, or @ and a domain, within <see cref="Domain"/>; null
    /// leaves the tag out, which means the domain as a whole.
    /// </summary>
    public string? Identity { get; set; }

    /// <summary>Returns the key in the form that the constructor reads.</summary>
    /// <returns>The name of the DNS record, an equals sign, and the path.</returns>
    public override string ToString() => $"{Selector}{NameSeparator}{Domain}={Path}";
}
