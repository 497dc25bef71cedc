using System;
using System.Collections.Generic;
using SmtpAdmin.Core.Addressing;
using SmtpAdmin.Core.Composing;

namespace SmtpAdmin.Core.Sending;

/// <summary>One message on its way, with what is known of it so far. Used by one worker at a time.</summary>
internal sealed class SendJob : IDisposable
{
    private readonly Func<OutgoingMessage> _compose;
    private OutgoingMessage? _message;
    private RecipientResult[] _rows = [];
    private List<int> _pending = [];

    /// <param name="index">The message's place in the pipeline, from 0.</param>
    /// <param name="target">The user's item, for an error's target.</param>
    /// <param name="compose">Makes the message; called once, on a worker's thread.</param>
    public SendJob(long index, object? target, Func<OutgoingMessage> compose)
    {
        Index = index;
        Target = target;
        _compose = compose;
    }

    public long Index { get; }

    public object? Target { get; }

    /// <summary>When the message was handed over, on the wall clock and for measuring.</summary>
    public DateTimeOffset StartedAt { get; set; }

    public long StartedTimestamp { get; set; }

    public TimeSpan Connecting { get; private set; }

    public TimeSpan Transferring { get; private set; }

    public int Attempts { get; private set; }

    /// <summary>The retries behind it.</summary>
    public int Retries { get; set; }

    /// <summary>The report of the last attempt, or null before the first.</summary>
    public CarrierReport? LastReport { get; private set; }

    /// <summary>A row for each recipient, from the latest attempt that offered it.</summary>
    public IReadOnlyList<RecipientResult> Rows => _rows;

    /// <exception cref="SmtpAdminException">The message cannot be sent as it is.</exception>
    public OutgoingMessage Message
    {
        get
        {
            if (_message is null)
            {
                _message = _compose();
                _rows = new RecipientResult[_message.Recipients.Count];
                _pending = [];
                for (int i = 0; i < _rows.Length; i++)
                {
                    _pending.Add(i);
                }
            }

            return _message;
        }
    }

    /// <summary>The recipients that the next attempt offers.</summary>
    public IReadOnlyList<MailAddress> PendingRecipients
    {
        get
        {
            OutgoingMessage message = Message;
            return _pending.Count == message.Recipients.Count
                ? message.Recipients
                : _pending.ConvertAll(index => message.Recipients[index]);
        }
    }

    /// <summary>Keeps what an attempt came to.</summary>
    /// <param name="report">The report, with a row for each pending recipient.</param>
    /// <param name="duration">How long the attempt took, connecting included.</param>
    public void Add(CarrierReport report, TimeSpan duration)
    {
        Attempts++;
        LastReport = report;
        Connecting += report.ConnectDuration;
        Transferring += duration - report.ConnectDuration;
        for (int i = 0; i < _pending.Count; i++)
        {
            _rows[_pending[i]] = report.Recipients[i];
        }
    }

    /// <summary>Leaves for the next attempt those recipients only that <paramref name="isWanted"/> names.</summary>
    /// <returns>Whether there are any; where not, all of them stay.</returns>
    public bool Narrow(Predicate<RecipientResult> isWanted)
    {
        List<int> wanted = _pending.FindAll(index => isWanted(_rows[index]));
        if (wanted.Count == 0)
        {
            return false;
        }

        _pending = wanted;
        return true;
    }

    public void Dispose() => _message?.Dispose();
}
