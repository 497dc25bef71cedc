using System;
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
