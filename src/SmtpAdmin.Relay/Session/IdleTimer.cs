using System;
using System.Threading;

namespace SmtpAdmin.Relay.Session;

/// <summary>
/// Watches the waiting for a client. It first asks the session to end, which can still say 421; when even that does not
/// come to an end, because the client reads nothing, it cuts the connection.
/// </summary>
internal sealed class IdleTimer : IDisposable
{
    private static readonly TimeSpan s_lastWordsTime = TimeSpan.FromSeconds(10);

    private readonly Action _ask;
    private readonly Action _cut;
    private readonly ITimer _timer;
    private int _asked;

    public IdleTimer(TimeProvider time, Action ask, Action cut)
    {
        _ask = ask;
        _cut = cut;
        _timer = time.CreateTimer(
            static timer => ((IdleTimer)timer!).Elapse(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Begins to wait.</summary>
    public void Arm(TimeSpan timeout)
    {
        if (Volatile.Read(ref _asked) == 0)
        {
            _timer.Change(timeout, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>The client did something, or the session is busy itself.</summary>
    public void Disarm()
    {
        if (Volatile.Read(ref _asked) == 0)
        {
            _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Elapse()
    {
        if (Interlocked.Exchange(ref _asked, 1) == 0)
        {
            _ask();
            _timer.Change(s_lastWordsTime, Timeout.InfiniteTimeSpan);
            return;
        }

        _cut();
    }
}
