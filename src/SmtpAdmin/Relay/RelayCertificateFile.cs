using System;
using System.Collections;
using System.Globalization;
using System.Security;

namespace SmtpAdmin;

/// <summary>
/// A certificate with its private key in files. A relay reads them again when they have changed, and keeps what it has
/// while the new ones cannot be read.
/// </summary>
public sealed record RelayCertificateFile
{
    /// <summary>Names the file.</summary>
    /// <param name="path">A PEM or PKCS #12 (.pfx) file; certificates of issuers may stand behind the first.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public RelayCertificateFile(string path)
    {
        Path = string.IsNullOrWhiteSpace(path) ? throw new ArgumentException("The path is empty.", nameof(path)) : path;
    }

    /// <summary>Names the files by the keys Path, KeyPath and Password, which is a SecureString.</summary>
    /// <param name="table">For example <c>@{ Path = 'relay.pem'; KeyPath = 'relay.key' }</c>.</param>
    /// <exception cref="ArgumentException">A key is unknown, or the path is missing.</exception>
    public RelayCertificateFile(IDictionary table)
    {
        Path = string.Empty;
        foreach (DictionaryEntry entry in table ?? throw new ArgumentNullException(nameof(table)))
        {
            switch (Convert.ToString(entry.Key, CultureInfo.InvariantCulture)?.ToUpperInvariant())
            {
                case "PATH":
                    Path = Convert.ToString(entry.Value, CultureInfo.InvariantCulture) ?? string.Empty;
                    break;
                case "KEYPATH":
                    KeyPath = Convert.ToString(entry.Value, CultureInfo.InvariantCulture);
                    break;
                case "PASSWORD" when entry.Value is SecureString password:
                    Password = password;
                    break;
                default:
                    throw new ArgumentException("A certificate file has a Path, a KeyPath and a Password, a SecureString.");
            }
        }

        if (Path.Length == 0)
        {
            throw new ArgumentException("A certificate file needs a Path.", nameof(table));
        }
    }

    /// <summary>The file with the certificate.</summary>
    public string Path { get; init; }

    /// <summary>The PEM file with the private key; null where it stands in the same file.</summary>
    public string? KeyPath { get; init; }

    /// <summary>The password of a PKCS #12 file or an encrypted key, or null.</summary>
    public SecureString? Password { get; init; }

    /// <summary>Returns the path.</summary>
    /// <returns>The path of the certificate.</returns>
    public override string ToString() => Path;
}
