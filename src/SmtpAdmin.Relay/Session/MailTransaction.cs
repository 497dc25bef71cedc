using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Policy;
using SmtpAdmin.Relay.Protocol;

namespace SmtpAdmin.Relay.Session;

/// <summary>
/// The open mail transaction: what MAIL and RCPT have given (RFC 5321, section 3.3), and what BDAT has brought so far.
/// </summary>
internal sealed class MailTransaction
{
    private List<EnvelopeRecipient> _recipients = [];

    public MailPath ReversePath { get; private set; }

    public MailParameters Parameters { get; private set; } = MailParameters.None;

    public IReadOnlyList<EnvelopeRecipient> Recipients => _recipients;

    /// <summary>The message that comes by BDAT; null before its first chunk.</summary>
    public ChunkedMessage? Chunks { get; set; }

    /// <summary>Begins; the transaction before must have been cleared.</summary>
    public void Begin(MailPath reversePath, MailParameters parameters)
    {
        ReversePath = reversePath;
        Parameters = parameters;
    }

    public void AddRecipient(MailPath recipient, RcptParameters parameters) =>
        _recipients.Add(new EnvelopeRecipient(recipient.ToString())
        {
            Notify = parameters.Notify,
            OriginalRecipient = parameters.OriginalRecipient,
        });

    /// <summary>The envelope of the message that comes now.</summary>
    public Envelope ToEnvelope(RelayContext context, ClientIdentity client)
    {
        DateTimeOffset now = context.Time.GetUtcNow();
        return new Envelope
        {
            Id = MessageIdentifier.Create(now),
            ReversePath = ReversePath.ToString(),
            Recipients = _recipients,
            Is8BitMime = Parameters.Body == BodyType.EightBitMime,
            IsBinaryMime = Parameters.Body == BodyType.BinaryMime,
            IsUtf8 = Parameters.IsUtf8,
            RequiresTls = Parameters.RequiresTls,
            Return = Parameters.Return,
            EnvelopeId = Parameters.EnvelopeId,
            ClientAddress = client.Address,
            ClientName = client.Name,
            AuthenticatedUser = client.User,
            IsEncrypted = client.IsEncrypted,
            ReceivedAt = now,
        };
    }

    /// <summary>Forgets everything; a list already handed out with an envelope stays as it is.</summary>
    public ValueTask ClearAsync()
    {
        ChunkedMessage? chunks = Chunks;
        Chunks = null;
        ReversePath = MailPath.Null;
        Parameters = MailParameters.None;
        _recipients = [];
        return chunks?.DisposeAsync() ?? default;
    }
}
