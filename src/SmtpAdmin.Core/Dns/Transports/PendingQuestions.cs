using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;

namespace SmtpAdmin.Core.Dns.Transports;

/// <summary>The questions under way on one socket, by their IDs.</summary>
/// <param name="limit">How many questions are taken in all.</param>
/// <param name="isForgeable">Whether a stranger can bring in messages, as on UDP.</param>
internal sealed class PendingQuestions(int limit, bool isForgeable)
{
    private const int IdsAtOnce = 32;

    private static readonly RandomNumberGenerator s_random = RandomNumberGenerator.Create();

    private readonly object _lock = new();
    private readonly Dictionary<ushort, PendingQuestion> _byId = [];
    private readonly byte[] _ids = new byte[IdsAtOnce * 2];
    private int _nextId = IdsAtOnce;
    private int _taken;
    private bool _isClosed;

    public bool IsClosed
    {
        get
        {
            lock (_lock)
            {
                return _isClosed;
            }
        }
    }

    /// <summary>Takes a question and gives it an ID that nobody can foresee (RFC 5452, section 9.2).</summary>
    /// <returns>False where no more are taken.</returns>
    public bool TryAdd(PendingQuestion question, out bool isFirst)
    {
        lock (_lock)
        {
            isFirst = _taken == 0;
            if (_isClosed || _taken == limit)
            {
                return false;
            }

            do
            {
                question.Id = DrawId();
            }
            while (_byId.ContainsKey(question.Id));

            _taken++;
            _byId.Add(question.Id, question);
            return true;
        }
    }

    /// <summary>Forgets a question that nobody waits for any more.</summary>
    /// <returns>Whether it was under way.</returns>
    public bool Remove(PendingQuestion question)
    {
        lock (_lock)
        {
            return _byId.TryGetValue(question.Id, out PendingQuestion? known) && known == question && _byId.Remove(question.Id);
        }
    }

    /// <summary>
    /// Gives a message to the question that it answers. One that has the ID of a question and does not answer it may be
    /// forged: it is noted there, and the wait for the true one goes on (RFC 5452, section 9.1). On a stream nothing
    /// better will come, and the question fails.
    /// </summary>
    public void Deliver(ReadOnlySpan<byte> message)
    {
        if (message.Length < 2)
        {
            return;
        }

        PendingQuestion? question;
        bool isAnswer;
        lock (_lock)
        {
            if (!_byId.TryGetValue((ushort)((message[0] << 8) | message[1]), out question))
            {
                return;
            }

            isAnswer = question.Query.IsAnsweredBy(message);
            if (!isAnswer && isForgeable)
            {
                question.HasSeenMismatch = true;
                return;
            }

            _byId.Remove(question.Id);
        }

        if (isAnswer)
        {
            question.TrySetResult(message.ToArray());
        }
        else
        {
            question.TrySetException(new FormatException("What came does not answer the question."));
        }
    }

    /// <summary>Takes no more questions if none is under way.</summary>
    public bool CloseIfEmpty()
    {
        lock (_lock)
        {
            _isClosed |= _byId.Count == 0;
            return _isClosed;
        }
    }

    /// <summary>Takes no more questions, and fails those under way.</summary>
    public void Close(Exception failure)
    {
        PendingQuestion[] left;
        lock (_lock)
        {
            _isClosed = true;
            left = _byId.Values.ToArray();
            _byId.Clear();
        }

        foreach (PendingQuestion question in left)
        {
            question.TrySetException(failure);
        }
    }

    private ushort DrawId()
    {
        if (_nextId == IdsAtOnce)
        {
            s_random.GetBytes(_ids);
            _nextId = 0;
        }

        int at = _nextId++ * 2;
        return (ushort)((_ids[at] << 8) | _ids[at + 1]);
    }
}
