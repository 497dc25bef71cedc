using System;
using System.Net.Sockets;
using System.Threading;

namespace SmtpAdmin.Core.Smtp;

/// <summary>
/// Ends an operation on a socket when its time is up or the caller cancels, by disposing the socket: the one way that
/// also ends a pending operation on .NET Framework, whose streams ignore their token once started. Nothing is lost by
/// it: a dialogue that was broken off in the middle of a command or reply cannot be taken up again.
/// </summary>
internal sealed class IoDeadline : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _registration;
    private readonly CancellationToken _callerToken;
    private readonly TimeSpan _timeout;

    public IoDeadline(Socket socket, TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _callerToken = cancellationToken;
        _timeout = timeout;
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _registration = _source.Token.Register(static state => ((Socket)state!).Dispose(), socket);
        _source.CancelAfter(timeout);
    }

    /// <summary>Whether the time was up or the caller cancelled.</summary>
    public bool IsOver => _source.IsCancellationRequested;

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
                FormattableString.Invariant($"{operation} took longer than {_timeout.TotalSeconds:0.#} seconds."),
                innerException: failure)
            : new SmtpAdminException(
                ErrorKind.ConnectionLost,
                $"{operation} ended: {WireText.Printable(failure.Message)}",
                innerException: failure);
    }

    public void Dispose()
    {
        _registration.Dispose();
        _source.Dispose();
    }
}
