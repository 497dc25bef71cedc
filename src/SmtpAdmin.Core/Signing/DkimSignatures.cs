using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using MimeKit;

namespace SmtpAdmin.Core.Signing;

/// <summary>
/// Signs with DKIM (RFC 6376), one signature for each key. Serves any number of threads, each with its own message.
/// </summary>
internal sealed class DkimSignatures
{
    private readonly List<KeyedDkimSigner> _signers = [];

    public DkimSignatures(IEnumerable<DkimSigningKey> keys, TimeProvider clock)
    {
        foreach (DkimSigningKey key in keys)
        {
            _signers.Add(new KeyedDkimSigner(key, clock));
        }
    }

    /// <summary>Puts the signatures on top of a message, the first key's first. Nothing below may change afterwards.</summary>
    /// <exception cref="SmtpAdminException">SenderMissing: a message without From cannot be signed (section 5.4).</exception>
    public void Sign(MimeMessage message)
    {
        List<string> fields = DkimHeaderFields.Choose(message);
        if (!fields.Contains("from"))
        {
            throw new SmtpAdminException(ErrorKind.SenderMissing, "A message without a From field cannot be signed.");
        }

        for (int i = _signers.Count - 1; i >= 0; i--)
        {
            _signers[i].Sign(message, fields);
        }
    }

    /// <summary>Signs a message that goes out as its bytes are, line ends as CRLF.</summary>
    /// <param name="message">The bytes, from their current position; seekable.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>
    /// The fields to put in front of the message, in this order: each a whole DKIM-Signature field, folded with CRLF and
    /// ended by one.
    /// </returns>
    /// <exception cref="SmtpAdminException">SenderMissing as above; MessageUnreadable: this is no message.</exception>
    public IReadOnlyList<string> CreateSignatures(Stream message, CancellationToken cancellationToken)
    {
        using MimeMessage parsed = OpaqueMessage.Read(message, cancellationToken);
        Sign(parsed);
        var signatures = new List<string>(_signers.Count);
        for (int i = 0; i < _signers.Count; i++)
        {
            Header field = parsed.Headers[i];
            string value = Encoding.ASCII.GetString(field.RawValue).Replace("\r\n", "\n").Replace("\n", "\r\n");
            signatures.Add($"{field.Field}:{value}");
        }

        return signatures;
    }
}
