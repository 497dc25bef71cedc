using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Dns;

/// <summary>
/// Answers a question that was asked before from memory, and asks once where several ask the same at the same time. It
/// lives for one call of a command: within it the same host or name comes up again and again, and nobody expects an old
/// answer from the next call. Failures are not kept. The memory is bounded, by number and by what texts weigh: what has
/// not been asked for the longest is forgotten first.
/// </summary>
/// <param name="inner">The resolver that is asked.</param>
/// <param name="capacity">About how many answers of usual size are kept.</param>
internal sealed class CachingDnsResolver(IDnsResolver inner, int capacity = 8192) : IDnsResolver
{
    // An answer with one short record weighs 1; texts weigh more, and one can have 64 KB.
    private const int CharactersPerUnit = 512;

    private readonly object _lock = new();
    private readonly Dictionary<DnsQuestion, SharedQuestion> _underWay = [];

    // Two generations: when the newer is half of what is allowed, it becomes the older, whose answers go, but for those
    // that were asked for since and so moved over.
    private Dictionary<DnsQuestion, DnsAnswer> _newer = [];
    private Dictionary<DnsQuestion, DnsAnswer> _older = [];
    private int _weight;

    /// <summary>The resolver that is asked: for questions that nobody will ask again.</summary>
    public IDnsResolver Inner => inner;

    /// <summary>How many answers are kept.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _newer.Count + _older.Count;
            }
        }
    }

    /// <summary>Returns a resolver that remembers, which is this one if it does so already.</summary>
    public static CachingDnsResolver Over(IDnsResolver resolver) =>
        resolver as CachingDnsResolver ?? new CachingDnsResolver(resolver);

    /// <inheritdoc/>
    public async Task<DnsAnswer> QueryAsync(string name, DnsRecordType type, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var question = new DnsQuestion(name, type);
        SharedQuestion? shared;
        bool isFirst;
        lock (_lock)
        {
            if (TryFind(question, out DnsAnswer known))
            {
                return known;
            }

            isFirst = !_underWay.TryGetValue(question, out shared);
            if (isFirst)
            {
                _underWay.Add(question, shared = new SharedQuestion());
            }

            shared!.Waiters++;
        }

        if (isFirst)
        {
            _ = AskAsync(question, shared);
        }

        try
        {
            return await shared.Task.OrCanceled(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Leave(question, shared);
        }
    }

    private async Task AskAsync(DnsQuestion question, SharedQuestion shared)
    {
        try
        {
            DnsAnswer answer = await inner.QueryAsync(question.Name, question.Type, shared.Token).ConfigureAwait(false);
            lock (_lock)
            {
                Forget(question, shared);
                if (answer.IsKnown)
                {
                    Keep(question, answer);
                }
            }

            shared.TrySetResult(answer);
        }
        catch (Exception failure)
        {
            lock (_lock)
            {
                Forget(question, shared);
            }

            shared.TrySetException(failure);
            // Where all have left, nobody else looks at it.
            _ = shared.Task.Exception;
        }
    }

    private void Leave(DnsQuestion question, SharedQuestion shared)
    {
        lock (_lock)
        {
            if (--shared.Waiters > 0)
            {
                return;
            }

            Forget(question, shared);
        }

        shared.Dispose();
    }

    private void Forget(DnsQuestion question, SharedQuestion shared)
    {
        if (_underWay.TryGetValue(question, out SharedQuestion? known) && known == shared)
        {
            _underWay.Remove(question);
        }
    }

    private bool TryFind(DnsQuestion question, out DnsAnswer answer)
    {
        if (_newer.TryGetValue(question, out answer!))
        {
            return true;
        }

        if (!_older.TryGetValue(question, out answer!))
        {
            return false;
        }

        _older.Remove(question);
        Keep(question, answer);
        return true;
    }

    private void Keep(DnsQuestion question, DnsAnswer answer)
    {
        int weight = Weigh(answer);
        if (_weight > 0 && _weight + weight > capacity / 2)
        {
            (_older, _newer) = (_newer, []);
            _weight = 0;
        }

        _newer[question] = answer;
        _weight += weight;
    }

    private static int Weigh(DnsAnswer answer) =>
        1 + answer.Records.Sum(static record => (record as DnsText)?.Text.Length ?? 0) / CharactersPerUnit;
}
