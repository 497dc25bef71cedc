using System;

namespace SmtpAdmin.Relay.Policy.Limits;

/// <summary>
/// How long a client may take over one request, which is a command or a message. The time runs from its first byte, so
/// a client may think before it begins; it stands still while the relay itself works. Each byte buys time at the minimum
/// rate, and the grace is given once.
/// </summary>
internal sealed class RequestPace(TimeProvider time, TimeSpan grace, int bytesPerSecond)
{
    private TimeSpan _waited;
    private long _bytes;
    private long _waitBegan;

    /// <summary>The client has been answered and owes a new request.</summary>
    public void BeginRequest()
    {
        _waited = TimeSpan.Zero;
        _bytes = 0;
    }

    public void BeginWait() => _waitBegan = time.GetTimestamp();

    /// <param name="bytes">How many came.</param>
    public void EndWait(long bytes)
    {
        if (_bytes > 0)
        {
            _waited += time.GetElapsedTime(_waitBegan);
        }

        _bytes += bytes;
    }

    /// <returns>How long the client may keep the relay waiting now; null without a limit.</returns>
    public TimeSpan? Remaining()
    {
        if (bytesPerSecond == 0 || _bytes == 0)
        {
            return null;
        }

        TimeSpan remaining = grace + TimeSpan.FromSeconds((double)_bytes / bytesPerSecond) - _waited;
        return remaining > TimeSpan.Zero ? remaining : TimeSpan.Zero;
    }
}
