using System;
using System.Collections.Generic;
using System.Globalization;

namespace SmtpAdmin.Core.Sending.Pacing;

/// <summary>Counts recipients against what an account may send to in 24 hours.</summary>
/// <remarks>
/// The count is that of this pipeline alone: what other pipelines, programs or earlier runs sent is not in it. A message
/// counts with each of its recipients, once, when it is first offered to the server. Counts are kept by the minute, so a
/// day needs no more than 1441 of them, and each is free again a day after its minute ended.
/// </remarks>
internal sealed class RecipientBudget
{
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);
    private static readonly TimeSpan s_slice = TimeSpan.FromMinutes(1);

    private readonly int? _recipientsPerDay;
    private readonly TimeProvider _clock;
    private readonly long _start;
    private readonly object _lock = new();
    private readonly Queue<(TimeSpan FreeAt, int Recipients)> _full = new();
    private TimeSpan _sliceEnd;
    private int _sliceRecipients;
    private int _used;

    /// <param name="recipientsPerDay">How many recipients are allowed in 24 hours, at least 1; null for no limit.</param>
    /// <param name="clock">The clock, or null for the machine's.</param>
    public RecipientBudget(int? recipientsPerDay, TimeProvider? clock = null)
    {
        if (recipientsPerDay < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(recipientsPerDay), recipientsPerDay, "At least 1.");
        }

        _recipientsPerDay = recipientsPerDay;
        _clock = clock ?? TimeProvider.System;
        _start = _clock.GetTimestamp();
    }

    /// <summary>Counts a message's recipients.</summary>
    /// <exception cref="SmtpAdminException">They would exceed the budget (SendQuotaReached); none was counted.</exception>
    public void Take(int recipients)
    {
        if (_recipientsPerDay is not { } limit)
        {
            return;
        }

        lock (_lock)
        {
            TimeSpan now = _clock.GetElapsedTime(_start);
            Release(now);
            if (recipients > limit - _used)
            {
                throw new SmtpAdminException(ErrorKind.SendQuotaReached, Explain(limit, recipients, now));
            }

            _sliceRecipients += recipients;
            _used += recipients;
        }
    }

    private void Release(TimeSpan now)
    {
        if (now >= _sliceEnd)
        {
            if (_sliceRecipients > 0)
            {
                _full.Enqueue((_sliceEnd + s_day, _sliceRecipients));
            }

            _sliceEnd = now + s_slice;
            _sliceRecipients = 0;
        }

        while (_full.Count > 0 && _full.Peek().FreeAt <= now)
        {
            _used -= _full.Dequeue().Recipients;
        }
    }

    private string Explain(int limit, int recipients, TimeSpan now)
    {
        string facts = FormattableString.Invariant(
            $"{_used} of {limit} recipients in 24 hours are used, and the message has {recipients}.");
        if (recipients > limit)
        {
            return facts;
        }

        DateTimeOffset time = _clock.GetUtcNow() + (FreeAt(recipients - (limit - _used)) - now);
        return facts + time.ToString("' It fits at 'yyyy-MM-dd HH:mm' UTC.'", CultureInfo.InvariantCulture);
    }

    // The time goes up to the whole minute, so that trying at the time shown succeeds.
    private TimeSpan FreeAt(int missing)
    {
        foreach ((TimeSpan freeAt, int recipients) in _full)
        {
            missing -= recipients;
            if (missing <= 0)
            {
                return freeAt + s_slice;
            }
        }

        return _sliceEnd + s_day + s_slice;
    }
}
