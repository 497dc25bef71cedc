using System.Collections.Generic;
using SmtpAdmin.Relay.Protocol;

namespace SmtpAdmin.Relay.Session;

/// <summary>The open mail transaction: what MAIL and RCPT have given (RFC 5321, section 3.3).</summary>
internal sealed class MailTransaction
{
    private List<EnvelopeRecipient> _recipients = [];

    public MailPath ReversePath { get; private set; }

    public bool Is8BitMime { get; private set; }

    public IReadOnlyList<EnvelopeRecipient> Recipients => _recipients;

    public void Begin(MailPath reversePath, bool is8BitMime)
    {
        Clear();
        ReversePath = reversePath;
        Is8BitMime = is8BitMime;
    }

    public void AddRecipient(MailPath recipient) => _recipients.Add(new EnvelopeRecipient(recipient.ToString()));

    /// <summary>Forgets everything; a list already handed out with an envelope stays as it is.</summary>
    public void Clear()
    {
        ReversePath = MailPath.Null;
        Is8BitMime = false;
        _recipients = [];
    }
}
