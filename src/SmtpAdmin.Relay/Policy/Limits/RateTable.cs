using System;
using System.Collections.Generic;

namespace SmtpAdmin.Relay.Policy.Limits;

/// <summary>
/// Lets each key do something so many times in a minute. A key that was idle may use its minute at once; after that,
/// one more becomes free each part of a minute. What is refused does not count.
/// </summary>
internal sealed class RateTable<TKey>(TimeProvider time, int capacity, IEqualityComparer<TKey>? comparer = null)
    where TKey : notnull
{
    private static readonly TimeSpan s_period = TimeSpan.FromMinutes(1);

    private readonly object _lock = new();

    // The moment at which all that a key has used would be free again (the virtual scheduling of ITU-T I.371).
    private readonly BoundedTable<TKey, DateTimeOffset> _freeAt = new(capacity, comparer);

    public bool TryUse(TKey key, int perMinute)
    {
        if (perMinute == ClientLimits.None)
        {
            return true;
        }

        lock (_lock)
        {
            DateTimeOffset now = time.GetUtcNow();
            DateTimeOffset known = _freeAt.Find(key);
            DateTimeOffset freeAt = (known > now ? known : now) + new TimeSpan(s_period.Ticks / perMinute);
            if (freeAt > now + s_period)
            {
                return false;
            }

            _freeAt.Set(key, freeAt);
            return true;
        }
    }
}
