using System;
using System.Diagnostics;
using System.Net.Sockets;
using System.Threading;

namespace SmtpAdmin.Core.Smtp;

/// <summary>
/// Ends an operation on a socket when its time is up or the caller cancels, by disposing the socket: the one way that
/// also ends a pending operation on .NET Framework, whose streams ignore their token once started. Nothing is lost by
/// it: a dialogue that was broken off in the middle of a command or reply cannot be taken up again.
/// </summary>
/// <remarks>
/// One object serves all operations of a connection, one at a time. A connection makes thousands of them, and hardly
/// any runs out of time: so the timer is not set anew for each. It fires when the first one would have been over, sees
/// that another is under way, and is set to what is left of that.
/// </remarks>
internal sealed class IoDeadline : IDisposable
{
    private static readonly double s_ticksPerSecond = Stopwatch.Frequency;

    private readonly object _lock = new();
    private readonly Socket _socket;
    private readonly Timer _timer;
    private CancellationTokenRegistration _registration;
    private CancellationToken _callerToken;
    private TimeSpan _timeout;
    private long _dueAt;
    private long _timerDueAt = long.MaxValue;
    private bool _isUnderWay;
    private bool _isDisposed;

    public IoDeadline(Socket socket)
    {
        _socket = socket;
        _timer = new Timer(static state => ((IoDeadline)state!).OnTimer(), this, Timeout.Infinite, Timeout.Infinite);
    }

    /// <summary>Whether the time was up or the caller cancelled; the socket is disposed then.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Begins an operation; <see cref="Stop"/> ends it.</summary>
    public void Start(TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Watch(cancellationToken);
        lock (_lock)
        {
            _timeout = timeout;
            _dueAt = Stopwatch.GetTimestamp() + (long)(timeout.TotalSeconds * s_ticksPerSecond);
            _isUnderWay = true;
            if (_dueAt < _timerDueAt)
            {
                SetTimer(_dueAt, timeout);
            }
        }

        if (cancellationToken.IsCancellationRequested)
        {
            // It was cancelled before the operation was under way, so nobody has ended it yet.
            End();
        }
    }

    public void Stop()
    {
        lock (_lock)
        {
            _isUnderWay = false;
        }
    }

    /// <summary>Says what an operation's failure means: cancelled by the caller, out of time, or else lost.</summary>
    public Exception Explain(Exception failure, string operation)
    {
        if (_callerToken.IsCancellationRequested)
        {
            return new OperationCanceledException(_callerToken);
        }

        return IsOver
            ? new SmtpAdminException(
                ErrorKind.ConnectionTimeout,
                FormattableString.Invariant($"{operation} took longer than {_timeout.TotalSeconds:0.###} seconds."),
                innerException: failure)
            : new SmtpAdminException(
                ErrorKind.ConnectionLost,
                $"{operation} ended: {WireText.Printable(failure.Message)}",
                innerException: failure);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _isUnderWay = false;
            _isDisposed = true;
            _timer.Dispose();
        }

        _registration.Dispose();
    }

    // Operations in a row mostly come with one token, so its registration is kept between them.
    private void Watch(CancellationToken cancellationToken)
    {
        if (cancellationToken == _callerToken)
        {
            return;
        }

        _registration.Dispose();
        _callerToken = cancellationToken;
        _registration = cancellationToken.Register(static state => ((IoDeadline)state!).End(), this);
    }

    private void OnTimer()
    {
        lock (_lock)
        {
            _timerDueAt = long.MaxValue;
            if (!_isUnderWay || _isDisposed)
            {
                return;
            }

            double seconds = (_dueAt - Stopwatch.GetTimestamp()) / s_ticksPerSecond;
            if (seconds > 0)
            {
                SetTimer(_dueAt, TimeSpan.FromSeconds(seconds));
                return;
            }
        }

        End();
    }

    // A timer takes whole milliseconds and no more than 49 days of them; it may fire early and is set again then.
    private void SetTimer(long dueAt, TimeSpan wait)
    {
        if (!_isDisposed)
        {
            _timerDueAt = dueAt;
            _timer.Change((long)Math.Min(Math.Ceiling(wait.TotalMilliseconds), int.MaxValue), Timeout.Infinite);
        }
    }

    private void End()
    {
        lock (_lock)
        {
            if (!_isUnderWay)
            {
                return;
            }

            IsOver = true;
        }

        _socket.Dispose();
    }
}
