using System.Threading;

namespace SmtpAdmin.Relay;

/// <summary>
/// What a relay's listening side has done since it started. Safe to read and to add to from any thread.
/// </summary>
internal sealed class RelayCounters
{
    private long _connectionsAccepted;
    private long _connectionsRefused;
    private long _connectionsOpen;
    private long _connectionFaults;
    private long _messagesAccepted;
    private long _messagesRefused;
    private long _bytesAccepted;
    private long _signInsFailed;
    private long _commandErrors;
    private long _certificateFaults;

    public long ConnectionsAccepted => Interlocked.Read(ref _connectionsAccepted);

    /// <summary>Connections over the limit, answered with 421.</summary>
    public long ConnectionsRefused => Interlocked.Read(ref _connectionsRefused);

    public long ConnectionsOpen => Interlocked.Read(ref _connectionsOpen);

    /// <summary>Connections that ended by an error of the relay itself.</summary>
    public long ConnectionFaults => Interlocked.Read(ref _connectionFaults);

    /// <summary>Messages answered with 250.</summary>
    public long MessagesAccepted => Interlocked.Read(ref _messagesAccepted);

    /// <summary>Messages that came whole and were answered with 4xx or 5xx.</summary>
    public long MessagesRefused => Interlocked.Read(ref _messagesRefused);

    public long BytesAccepted => Interlocked.Read(ref _bytesAccepted);

    public long SignInsFailed => Interlocked.Read(ref _signInsFailed);

    /// <summary>Replies of 5xx.</summary>
    public long CommandErrors => Interlocked.Read(ref _commandErrors);

    /// <summary>Certificate files that changed and could not be read; the certificate before still serves.</summary>
    public long CertificateFaults => Interlocked.Read(ref _certificateFaults);

    internal void ConnectionOpened()
    {
        Interlocked.Increment(ref _connectionsAccepted);
        Interlocked.Increment(ref _connectionsOpen);
    }

    internal void ConnectionClosed() => Interlocked.Decrement(ref _connectionsOpen);

    internal void ConnectionRefused() => Interlocked.Increment(ref _connectionsRefused);

    internal void ConnectionFaulted() => Interlocked.Increment(ref _connectionFaults);

    internal void MessageAccepted(long size)
    {
        Interlocked.Increment(ref _messagesAccepted);
        Interlocked.Add(ref _bytesAccepted, size);
    }

    internal void MessageRefused() => Interlocked.Increment(ref _messagesRefused);

    internal void SignInFailed() => Interlocked.Increment(ref _signInsFailed);

    internal void CertificateFaulted() => Interlocked.Increment(ref _certificateFaults);

    internal void CommandFailed() => Interlocked.Increment(ref _commandErrors);
}
