using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Core.Sending;

/// <summary>One server as one identity: what all connections there share.</summary>
internal sealed class ServerRoute
{
    private readonly ConnectionNumbers _numbers;
    private readonly object _lock = new();
    private Task _turn = Task.CompletedTask;
    private volatile bool _isProven;

    public ServerRoute(SmtpConnectionOptions connection, ConnectionNumbers numbers, RouteGuard guard)
    {
        Connection = connection;
        Server = new SmtpEndpoint(connection.Server.Host, connection.Port);
        Guard = guard;
        _numbers = numbers;
    }

    public SmtpConnectionOptions Connection { get; }

    public SmtpEndpoint Server { get; }

    private RouteGuard Guard { get; }

    /// <summary>How many messages a connection carries before it is replaced by a fresh one.</summary>
    public int MaxMessagesPerConnection { get; init; } = int.MaxValue;

    public int NextConnectionNumber() => _numbers.Next();

    /// <summary>
    /// Opens a session. Until one has been opened, only one connection at a time tries: what keeps the first from
    /// signing in is found out once, and a wrong password is not tried by several at the same moment.
    /// </summary>
    /// <exception cref="SmtpAdminException">As SmtpSession.OpenAsync, or as it failed before.</exception>
    public async Task<SmtpSession> OpenAsync(int number, CancellationToken cancellationToken)
    {
        if (_isProven)
        {
            return await OpenGuardedAsync(number, cancellationToken).ConfigureAwait(false);
        }

        // The one before ends by itself: every wait in it has a limit, and is cancelled with this one.
        var end = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        await TakeTurn(end.Task).ConfigureAwait(false);
        try
        {
            SmtpSession session = await OpenGuardedAsync(number, cancellationToken).ConfigureAwait(false);
            _isProven = true;
            return session;
        }
        finally
        {
            end.SetResult(true);
        }
    }

    private Task TakeTurn(Task end)
    {
        lock (_lock)
        {
            Task before = _turn;
            _turn = end;
            return before;
        }
    }

    private async Task<SmtpSession> OpenGuardedAsync(int number, CancellationToken cancellationToken)
    {
        Guard.ThrowIfDown();
        try
        {
            SmtpConnectionOptions options = Connection with { ConnectionNumber = number };
            return await SmtpSession.OpenAsync(options, cancellationToken).ConfigureAwait(false);
        }
        catch (SmtpAdminException failure)
        {
            Guard.Add(failure);
            throw;
        }
    }
}
