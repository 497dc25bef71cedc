using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Core.Sending;

/// <summary>One server as one identity: what all connections there share.</summary>
internal sealed class ServerRoute
{
    private readonly ConnectionNumbers _numbers;

    public ServerRoute(SmtpConnectionOptions connection, ConnectionNumbers numbers, RouteGuard guard)
    {
        Connection = connection;
        Server = new SmtpEndpoint(connection.Server.Host, connection.Port);
        Guard = guard;
        _numbers = numbers;
    }

    public SmtpConnectionOptions Connection { get; }

    public SmtpEndpoint Server { get; }

    public RouteGuard Guard { get; }

    /// <summary>How many messages a connection carries before it is replaced by a fresh one.</summary>
    public int MaxMessagesPerConnection { get; init; } = int.MaxValue;

    public int NextConnectionNumber() => _numbers.Next();
}
