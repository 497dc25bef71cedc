using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using MimeKit;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Signing;

/// <summary>
/// Signs messages of several domains with DKIM: each with the keys of its author's domain, or of the nearest one above
/// it, so that DMARC finds the signature aligned (RFC 9989). Serves any number of threads.
/// </summary>
internal sealed class AuthorSigner
{
    private readonly Dictionary<string, DkimSignatures> _byDomain;

    /// <exception cref="SmtpAdminException">SigningKeyInvalid: a key cannot be used.</exception>
    public AuthorSigner(IEnumerable<SmtpDkimKey> keys, TimeProvider clock)
    {
        _byDomain = keys.Select(DkimKeyLoader.Load)
            .GroupBy(key => key.Domain, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(keysOfOne => keysOfOne.Key, keysOfOne => new DkimSignatures(keysOfOne, clock), StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The address of a message's author; null where From names none or several, or stands there twice.</summary>
    /// <param name="message">The bytes, from their current position; seekable.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="SmtpAdminException">MessageUnreadable: this is no message.</exception>
    public static string? FindAuthor(Stream message, CancellationToken cancellationToken)
    {
        using MimeMessage parsed = OpaqueMessage.Read(message, cancellationToken);
        MailboxAddress[] authors = [.. parsed.From.Mailboxes];
        bool isOne = authors.Length == 1 && parsed.Headers.Count(field => field.Id == HeaderId.From) == 1;
        return isOne ? authors[0].Address : null;
    }

    /// <summary>Signs a message that goes out as its bytes are, line ends as CRLF.</summary>
    /// <param name="message">The bytes, from their current position; seekable.</param>
    /// <param name="author">The author's address.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The fields to put in front of the message; none where no key is the author's.</returns>
    public IReadOnlyList<string> CreateSignatures(Stream message, string author, CancellationToken cancellationToken)
    {
        return FindSigner(author)?.CreateSignatures(message, cancellationToken) ?? [];
    }

    private DkimSignatures? FindSigner(string author)
    {
        if (!MailDomain.TryNormalize(author.Substring(author.LastIndexOf('@') + 1), out string domain))
        {
            return null;
        }

        while (domain.Length > 0)
        {
            if (_byDomain.TryGetValue(domain, out DkimSignatures? signer))
            {
                return signer;
            }

            int dot = domain.IndexOf('.');
            domain = dot < 0 ? string.Empty : domain.Substring(dot + 1);
        }

        return null;
    }
}
