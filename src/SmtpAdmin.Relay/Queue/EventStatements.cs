using System;
using System.Linq;
using Microsoft.Data.Sqlite;

namespace SmtpAdmin.Relay.Queue;

/// <summary>
/// Notes what happens to messages, inside the transaction in which it happens. The newest are kept, and outlive their
/// messages.
/// </summary>
internal sealed class EventStatements(SqliteConnection connection, TimeProvider time) : IDisposable
{
    /// <summary>About how many are kept: between this and a part more, as old ones go in larger lots.</summary>
    public const int Kept = 100_000;

    private const int Lot = 1000;

    private readonly PreparedStatement _insert = new(
        connection,
        """
        INSERT INTO event (message_id, time, kind, recipient, detail)
        VALUES ($message_id, $time, $kind, $recipient, $detail)
        """);

    private readonly PreparedStatement _trim = new(
        connection, "DELETE FROM event WHERE sequence <= (SELECT max(sequence) FROM event) - $kept");

    private int _sinceTrim = Lot;

    public void Add(string messageId, RelayEventKind kind, string? recipient = null, string? detail = null)
    {
        _insert.Execute(
            ("$message_id", messageId),
            ("$time", StoredTime.From(time.GetUtcNow())),
            ("$kind", (int)kind),
            ("$recipient", recipient),
            ("$detail", StoredText.From(detail)));
        if (++_sinceTrim >= Lot)
        {
            _sinceTrim = 0;
            _trim.Execute(("$kept", Kept));
        }
    }

    /// <summary>Notes an outcome: a row for each recipient, and one for each report.</summary>
    public void Add(AttemptOutcome outcome)
    {
        foreach (RecipientOutcome recipient in outcome.Recipients)
        {
            Add(
                outcome.Message.Id,
                KindOf(recipient.State),
                outcome.Message.Recipients.First(row => row.Ordinal == recipient.Ordinal).Address,
                recipient.Reply?.ToString() ?? recipient.Error);
        }

        foreach (NewMessage report in outcome.Reports)
        {
            AddReport(outcome.Message.Id, report);
        }
    }

    public void AddReport(string messageId, NewMessage report)
    {
        Add(messageId, RelayEventKind.Reported, report.Envelope.Recipients[0].Address, report.Envelope.Id);
        Add(report.Envelope.Id, RelayEventKind.Accepted, detail: $"Report on {messageId}");
    }

    public void Dispose()
    {
        _insert.Dispose();
        _trim.Dispose();
    }

    private static RelayEventKind KindOf(RecipientState state) => state switch
    {
        RecipientState.Delivered => RelayEventKind.Delivered,
        RecipientState.Failed => RelayEventKind.Failed,
        RecipientState.Returned => RelayEventKind.Returned,
        _ => RelayEventKind.Deferred,
    };
}
