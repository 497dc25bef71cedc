using System;

namespace SmtpAdmin.Relay.Delivery.Lanes;

/// <summary>How many deliveries to one destination may be under way.</summary>
/// <remarks>
/// It begins with a few. Each delivery that comes to a reply adds a part of one, so that a whole cohort adds one; each
/// connection that fails takes as much away. When as many connections in a row fail as were allowed at once, the
/// destination counts as dead: one probe then finds out when it is back.
/// </remarks>
internal sealed class ConcurrencyWindow(int maximum)
{
    private const double Initial = 5;

    private readonly object _lock = new();
    private double _size = Math.Min(Initial, maximum);
    private int _failures;

    /// <summary>The deliveries that may be under way now, at least 1.</summary>
    public int Limit
    {
        get
        {
            lock (_lock)
            {
                return (int)_size;
            }
        }
    }

    public void Succeeded()
    {
        lock (_lock)
        {
            _failures = 0;
            _size = Math.Min(maximum, _size + (1 / _size));
        }
    }

    /// <returns>Whether a whole cohort has failed now.</returns>
    public bool Failed()
    {
        lock (_lock)
        {
            bool isDead = ++_failures >= (int)_size;
            _size = Math.Max(1, _size - (1 / _size));
            return isDead;
        }
    }

    /// <summary>The server says that it is too much.</summary>
    public void Halve()
    {
        lock (_lock)
        {
            _size = Math.Max(1, _size / 2);
        }
    }
}
