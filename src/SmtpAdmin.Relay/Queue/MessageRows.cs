using System.Collections.Generic;
using Microsoft.Data.Sqlite;

namespace SmtpAdmin.Relay.Queue;

/// <summary>
/// Messages read from the database: a row for each recipient, those of one message beside each other.
/// </summary>
internal static class MessageRows
{
    /// <summary>
    /// The head of every such query. What follows chooses messages and ends in an order by message and ordinal.
    /// </summary>
    public const string Select =
        """
        SELECT m.sequence, m.id, m.reverse_path, m.is_8bit, m.client_address, m.client_name, m.authenticated_user,
               m.is_encrypted, m.received_at, m.size, m.body_size, m.attempts, m.next_attempt_at,
               m.is_binary, m.is_utf8, m.requires_tls, m.dsn_return, m.envelope_id, m.held,
               r.ordinal, r.address, r.state, r.attempts, r.reply_code, r.reply_status, r.last_text,
               r.notify, r.original_recipient
        FROM message m JOIN recipient r ON r.message = m.sequence

        """;

    private const int FirstRecipientColumn = 19;

    public static List<QueuedMessage> Read(SqliteDataReader reader)
    {
        var messages = new List<QueuedMessage>();
        var recipients = new List<QueuedRecipient>();
        while (reader.Read())
        {
            if (messages.Count == 0 || messages[^1].Sequence != reader.GetInt64(0))
            {
                recipients = [];
                messages.Add(ReadMessage(reader, recipients));
            }

            recipients.Add(ReadRecipient(reader));
        }

        return messages.ConvertAll(WithRecipients);
    }

    private static QueuedMessage ReadMessage(SqliteDataReader reader, List<QueuedRecipient> recipients) => new()
    {
        Sequence = reader.GetInt64(0),
        Envelope = new Envelope
        {
            Id = reader.GetString(1),
            ReversePath = reader.GetString(2),
            Recipients = [],
            Is8BitMime = reader.GetBoolean(3),
            ClientAddress = reader.GetString(4),
            ClientName = reader.GetString(5),
            AuthenticatedUser = reader.IsDBNull(6) ? null : reader.GetString(6),
            IsEncrypted = reader.GetBoolean(7),
            ReceivedAt = StoredTime.To(reader.GetInt64(8)),
            IsBinaryMime = reader.GetBoolean(13),
            IsUtf8 = reader.GetBoolean(14),
            RequiresTls = reader.GetBoolean(15),
            Return = (DeliveryReturn)reader.GetInt32(16),
            EnvelopeId = reader.IsDBNull(17) ? null : reader.GetString(17),
        },
        Size = reader.GetInt64(9),
        BodySize = reader.GetInt64(10),
        Attempts = reader.GetInt32(11),
        NextAttemptAt = reader.IsDBNull(12) ? null : StoredTime.To(reader.GetInt64(12)),
        IsHeld = reader.GetBoolean(18),
        Recipients = recipients,
    };

    private static QueuedMessage WithRecipients(QueuedMessage message)
    {
        var recipients = new List<EnvelopeRecipient>(message.Recipients.Count);
        foreach (QueuedRecipient recipient in message.Recipients)
        {
            recipients.Add(new EnvelopeRecipient(recipient.Address)
            {
                Notify = recipient.Notify,
                OriginalRecipient = recipient.OriginalRecipient,
            });
        }

        return message with { Envelope = message.Envelope with { Recipients = recipients } };
    }

    private static QueuedRecipient ReadRecipient(SqliteDataReader reader)
    {
        const int First = FirstRecipientColumn;
        string? text = reader.IsDBNull(First + 6) ? null : reader.GetString(First + 6);
        bool hasReply = !reader.IsDBNull(First + 4);
        return new QueuedRecipient
        {
            Ordinal = reader.GetInt32(First),
            Address = reader.GetString(First + 1),
            State = (RecipientState)reader.GetInt32(First + 2),
            Attempts = reader.GetInt32(First + 3),
            LastReply = hasReply ? ReadReply(reader, text ?? string.Empty) : null,
            LastError = hasReply ? null : text,
            Notify = (DeliveryNotification)reader.GetInt32(First + 7),
            OriginalRecipient = reader.IsDBNull(First + 8) ? null : reader.GetString(First + 8),
        };
    }

    private static SmtpReply ReadReply(SqliteDataReader reader, string text)
    {
        string? status = reader.IsDBNull(FirstRecipientColumn + 5) ? null : reader.GetString(FirstRecipientColumn + 5);
        return new SmtpReply
        {
            Code = reader.GetInt32(FirstRecipientColumn + 4),
            EnhancedStatus = EnhancedStatusCode.TryParse(status, out EnhancedStatusCode code) ? code : null,
            Lines = [text],
        };
    }
}
