using System.Collections.Generic;
using System.Linq;
using MimeKit;

namespace SmtpAdmin.Core.Evaluation.Dmarc;

/// <summary>Takes the author domains from a From field (RFC 9989, section 5.3.1).</summary>
internal static class DmarcAuthorDomains
{
    /// <summary>
    /// The domain of each address, those in groups too, as written; none where the field cannot be read. A second From
    /// field counts as more addresses of one: pass the domains of both to the evaluator.
    /// </summary>
    /// <param name="field">The value of the From field.</param>
    public static IReadOnlyList<string> Of(string field) =>
        InternetAddressList.TryParse(field, out InternetAddressList? addresses)
            ? [.. addresses.Mailboxes.Select(static mailbox => mailbox.Domain).Where(static name => name.Length > 0)]
            : [];
}
