using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Faults;
using SmtpAdmin.Relay.Listening;
using SmtpAdmin.Relay.Policy;
using SmtpAdmin.Relay.Policy.Limits;
using SmtpAdmin.Relay.Protocol;
using SmtpAdmin.Relay.Session;

namespace SmtpAdmin.Relay;

/// <summary>The listening side of a relay: takes messages from clients and puts them into a store.</summary>
internal sealed class RelayServer : IAsyncDisposable
{
    private static readonly TimeSpan s_defaultGrace = TimeSpan.FromSeconds(3);

    // A message whose end has come is answered; a store that does not come back must not hold the process for ever.
    private static readonly TimeSpan s_commitGrace = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_abortTime = TimeSpan.FromSeconds(2);

    private readonly RelayContext _context;
    private readonly SmtpListener _listener;
    private readonly ConnectionRegistry _connections = new();
    private readonly CancellationTokenSource _aborted = new();
    private readonly object _stopLock = new();
    private Task? _stopping;

    private RelayServer(RelayContext context, SmtpListener listener)
    {
        _context = context;
        _listener = listener;
    }

    /// <summary>The address and port that clients connect to; the real port where 0 was asked for.</summary>
    public IPEndPoint EndPoint => _listener.EndPoint;

    public RelayOptions Options => _context.Options;

    public FaultPlan Faults => _context.Faults;

    public RelayCounters Counters => _context.Counters;

    /// <summary>Checks the options, listens, and serves from now on.</summary>
    /// <exception cref="SmtpAdminException">RelayOptionsInvalid, RelayCertificateInvalid or ListenFailed.</exception>
    public static RelayServer Start(RelayOptions options, IMessageStore store, TimeProvider? time = null)
    {
        RelayOptionsCheck.Validate(options);
        TimeProvider clock = time ?? TimeProvider.System;
        var context = new RelayContext
        {
            // The list of users keeps what it needs; the passwords stay with the caller.
            Options = options with { Users = [] },
            HostName = options.HostName ?? Dns.GetHostName(),
            Store = store,
            Time = clock,
            Limits = new RelayLimits(options, clock),
            Counters = new RelayCounters(),
            Policy = new SubmissionPolicy(options),
            Users = new UserList(options.Users),
            Proxies = new NetworkList(options.TrustedProxies),
            XClients = new NetworkList(options.TrustedXClients),
            Faults = new FaultPlan(options.Faults, options.FaultSeed),
            Tls = ServerTls.Create(options.Certificate),
        };
        var server = new RelayServer(context, SmtpListener.Bind(options.Address, options.Port));
        server._listener.Start(server.Dispatch);
        return server;
    }

    /// <summary>
    /// Stops: closes the port, asks idle sessions to end, waits for messages on their way until the grace is over or
    /// the token asks for haste, then ends the rest. A message whose end has come is still answered.
    /// </summary>
    public Task StopAsync(TimeSpan grace, CancellationToken cancellationToken)
    {
        lock (_stopLock)
        {
            return _stopping ??= StopCoreAsync(grace, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(s_defaultGrace, CancellationToken.None).ConfigureAwait(false);
        _aborted.Dispose();
    }

    private void Dispatch(Socket socket)
    {
        SmtpConnection connection;
        try
        {
            connection = new SmtpConnection(socket, _context);
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            // The client was gone before it could be served.
            socket.Dispose();
            return;
        }

        Reply? refusal = _context.Policy.DecideConnection(connection.ClientAddress).Refusal
            ?? _context.Limits.Connections.Enter(connection.ClientAddress);
        _connections.Run(connection, () => refusal is null ? ServeAsync(connection) : RefuseAsync(connection, refusal));
    }

    private async Task ServeAsync(SmtpConnection connection)
    {
        _context.Counters.ConnectionOpened();
        try
        {
            await connection.RunAsync(refusal: null, _aborted.Token).ConfigureAwait(false);
        }
        finally
        {
            _context.Limits.Connections.Leave(connection.ClientAddress);
            _context.Counters.ConnectionClosed();
        }
    }

    private Task RefuseAsync(SmtpConnection connection, Reply refusal)
    {
        _context.Counters.ConnectionRefused();
        return connection.RunAsync(refusal, _aborted.Token);
    }

    private async Task StopCoreAsync(TimeSpan grace, CancellationToken cancellationToken)
    {
        await _listener.StopAsync().ConfigureAwait(false);
        _connections.InterruptAll(Interruption.Stop);
        if (await _connections.WaitAllAsync(grace, _context.Time, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        // Time for the last words, which a client in a stalled handshake or one that reads nothing never takes.
        _connections.InterruptAll(Interruption.Abort);
        await _connections.WaitAllAsync(s_abortTime, _context.Time, CancellationToken.None).ConfigureAwait(false);
        _connections.AbortAll(exceptAnswersDue: true);
        if (await _connections.WaitAllAsync(s_commitGrace, _context.Time, CancellationToken.None).ConfigureAwait(false))
        {
            return;
        }

        await _aborted.CancelAsync().ConfigureAwait(false);
        _connections.AbortAll(exceptAnswersDue: false);
        await _connections.WaitAllAsync(s_abortTime, _context.Time, CancellationToken.None).ConfigureAwait(false);
    }
}
