using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;

namespace SmtpAdmin.Cmdlets.Parameters;

/// <summary>Makes the paths of keys and certificates absolute, from where the session stands.</summary>
internal static class SigningInput
{
    /// <summary>The keys with absolute paths; what the user gave is left as it is.</summary>
    /// <exception cref="SmtpAdminException">SigningKeyInvalid: a path leads to no file system.</exception>
    public static IReadOnlyList<SmtpDkimKey> Resolve(SessionState session, IEnumerable<SmtpDkimKey>? keys) =>
        (keys ?? []).Select(key => new SmtpDkimKey
        {
            Domain = key.Domain,
            Selector = key.Selector,
            Identity = key.Identity,
            Path = Resolve(session, key.Path, ErrorKind.SigningKeyInvalid),
        }).ToArray();

    /// <summary>The certificates with absolute paths; what the user gave is left as it is.</summary>
    /// <param name="session">The session whose location relative paths start from.</param>
    /// <param name="certificates">What the user gave, or null.</param>
    /// <param name="kind">The kind of error that a failure is.</param>
    /// <exception cref="SmtpAdminException">A path leads to no file system.</exception>
    public static IReadOnlyList<SmtpCertificate> Resolve(
        SessionState session, IEnumerable<SmtpCertificate>? certificates, ErrorKind kind) =>
        (certificates ?? []).Select(certificate => new SmtpCertificate
        {
            Certificate = certificate.Certificate,
            Thumbprint = certificate.Thumbprint,
            Password = certificate.Password,
            Path = string.IsNullOrWhiteSpace(certificate.Path) ? null : Resolve(session, certificate.Path!, kind),
        }).ToArray();

    private static string Resolve(SessionState session, string path, ErrorKind kind)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            return string.Empty;
        }

        try
        {
            return FilePath.Resolve(session, path);
        }
        catch (SmtpAdminException exception)
        {
            throw new SmtpAdminException(kind, exception.Message, innerException: exception);
        }
    }
}
