using System;
using System.Collections.Generic;
using System.Linq;
using MimeKit;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Composing.Stored;

/// <summary>
/// Who a stored message goes to and comes from, by its header. A message that was resent goes to whom it was resent to
/// (RFC 5322, section 3.6.6): of several blocks of Resent fields the first counts, which is the newest, and a field that
/// occurs again begins the next.
/// </summary>
internal sealed class StoredEnvelope
{
    private const string ResentPrefix = "Resent-";

    private readonly Dictionary<string, Header> _fields = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _prefix;

    public StoredEnvelope(HeaderList fields)
    {
        bool isBlockOver = false;
        foreach (Header field in fields)
        {
            bool isResent = field.Field.StartsWith(ResentPrefix, StringComparison.OrdinalIgnoreCase);
            isBlockOver |= isResent && _fields.ContainsKey(field.Field);
            if (!_fields.ContainsKey(field.Field) && !(isResent && isBlockOver))
            {
                _fields.Add(field.Field, field);
            }
        }

        string[] resentTo = [ResentPrefix + "To", ResentPrefix + "Cc", ResentPrefix + "Bcc"];
        _prefix = resentTo.Any(_fields.ContainsKey) ? ResentPrefix : string.Empty;
    }

    public List<MailAddress> To => Mailboxes(_prefix + "To");

    public List<MailAddress> Cc => Mailboxes(_prefix + "Cc");

    public List<MailAddress> Bcc => Mailboxes(_prefix + "Bcc");

    /// <summary>The author, or null.</summary>
    public MailAddress? From => Mailboxes("From").FirstOrDefault();

    /// <summary>The one who sends: Sender, else From, else where the message bounced to before.</summary>
    /// <exception cref="SmtpAdminException">SenderMissing: the header names none.</exception>
    public MailAddress Sender =>
        Mailboxes(_prefix + "Sender").FirstOrDefault()
        ?? Mailboxes(_prefix + "From").FirstOrDefault()
        ?? Mailboxes("Sender").FirstOrDefault()
        ?? From
        ?? Mailboxes("Return-Path").FirstOrDefault()
        ?? throw new SmtpAdminException(ErrorKind.SenderMissing, "The message's header names no sender.");

    private List<MailAddress> Mailboxes(string name)
    {
        var mailboxes = new List<MailAddress>();
        if (!_fields.TryGetValue(name, out Header? field) || string.IsNullOrWhiteSpace(field.Value))
        {
            return mailboxes;
        }

        if (!InternetAddressList.TryParse(field.RawValue, out InternetAddressList? addresses))
        {
            string detail = $"The field {name} of the message, '{PrintableText.From(field.Value)}', is no list of addresses.";
            throw new SmtpAdminException(ErrorKind.AddressInvalid, detail);
        }

        foreach (MailboxAddress mailbox in addresses.Mailboxes)
        {
            // The null path of a bounce has no address, and names nobody.
            if (mailbox.Address.Length > 0)
            {
                MailAddress address = MailAddressParser.Parse(mailbox.Address);
                string? displayName = string.IsNullOrEmpty(mailbox.Name) ? null : PrintableText.From(mailbox.Name);
                mailboxes.Add(address with { DisplayName = displayName });
            }
        }

        return mailboxes;
    }
}
