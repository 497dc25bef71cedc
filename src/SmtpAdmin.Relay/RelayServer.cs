using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Relaying;
using SmtpAdmin.Core.Signing;
using SmtpAdmin.Relay.Edge;
using SmtpAdmin.Relay.Faults;
using SmtpAdmin.Relay.Listening;
using SmtpAdmin.Relay.Policy;
using SmtpAdmin.Relay.Policy.Limits;
using SmtpAdmin.Relay.Protocol;
using SmtpAdmin.Relay.Queue;
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
    private readonly IReadOnlyList<SmtpListener> _listeners;
    private readonly ConnectionRegistry _connections = new();
    private readonly CancellationTokenSource _aborted = new();
    private readonly object _stopLock = new();
    private Task? _stopping;

    private RelayServer(RelayContext context, IReadOnlyList<SmtpListener> listeners)
    {
        _context = context;
        _listeners = listeners;
        EndPoints = [.. listeners.Select(listener => listener.EndPoint)];
    }

    /// <summary>The first address and port that clients connect to; the real port where 0 was asked for.</summary>
    public IPEndPoint EndPoint => EndPoints[0];

    public IReadOnlyList<IPEndPoint> EndPoints { get; }

    /// <summary>The thumbprint of the first listener's certificate that has one, or null without TLS.</summary>
    public string? CertificateThumbprint { get; private init; }

    private IReadOnlyList<PolicyRehearsal> Rehearsals { get; init; } = [];

    public RelayOptions Options => _context.Options;

    public FaultPlan Faults => _context.Faults;

    public RelayCounters Counters => _context.Counters;

    /// <summary>Checks the options, listens, and serves from now on.</summary>
    /// <exception cref="SmtpAdminException">RelayOptionsInvalid, RelayCertificateInvalid or ListenFailed.</exception>
    public static RelayServer Start(RelayOptions options, IMessageStore store, TimeProvider? time = null)
    {
        RelayOptionsCheck.Validate(options);
        RelayContext shared = CreateContext(options, store, time ?? TimeProvider.System);
        AuthorSigner? signer = options.DkimKeys.Count == 0 ? null : new AuthorSigner(options.DkimKeys, shared.Time);
        RelayContext[] contexts = [.. ListenerOptions.Resolve(options).Select(resolved => ForListener(shared, resolved, signer))];
        var server = new RelayServer(shared, BindAll(contexts))
        {
            CertificateThumbprint = contexts.FirstOrDefault(context => context.Tls is not null)?.Tls!.Thumbprint,
            Rehearsals = [.. contexts.Select(context => Rehearse(context, options.Users))],
        };
        for (int index = 0; index < contexts.Length; index++)
        {
            RelayContext context = contexts[index];
            server._listeners[index].Start(socket => server.Dispatch(socket, context));
        }

        return server;
    }

    /// <summary>What would happen to a message at each listener, as of now.</summary>
    public IReadOnlyList<RelayPolicyResult> AskPolicy(RelayPolicyQuestion question)
    {
        return [.. Rehearsals.Zip(EndPoints, (rehearsal, endPoint) => rehearsal.Ask(question) with
        {
            Relay = Options.Name,
            Listener = new SmtpEndpoint(endPoint.Address.ToString(), endPoint.Port),
        })];
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

    private static RelayContext CreateContext(RelayOptions options, IMessageStore store, TimeProvider time) => new()
    {
        // The list of users keeps what it needs; the passwords stay with the caller.
        Options = options with { Users = [] },
        HostName = options.HostName ?? Dns.GetHostName(),
        Store = store,
        Gate = store as IIntakeGate,
        Time = time,
        Counters = new RelayCounters(),
        Policy = new SubmissionPolicy(options),
        Limits = new RelayLimits(options with { Users = [] }, time),
        Users = new UserList(options.Users),
        Proxies = new NetworkList(options.TrustedProxies),
        XClients = new NetworkList(options.TrustedXClients),
        Faults = new FaultPlan(options.Faults, options.FaultSeed),
    };

    private static RelayContext ForListener(RelayContext shared, RelayOptions resolved, AuthorSigner? signer)
    {
        var policy = new SubmissionPolicy(resolved);
        IMessageStore store = EdgeStore.Wrap(shared.Store, resolved, policy, shared.HostName, signer);
        return shared with
        {
            Options = resolved with { Users = [] },
            Store = store,
            Policy = policy,
            Tls = ServerTls.Create(resolved, shared.Counters),
        };
    }

    private static PolicyRehearsal Rehearse(RelayContext context, IReadOnlyList<SmtpRelayUser> users) => new(
        context.Policy,
        users.Select(user => user.UserName).ToHashSet(StringComparer.Ordinal),
        offersSignIn: users.Count > 0 && context.Tls is not null,
        client => context.Limits.SignIns.IsBanned(client.IPAddress));

    private static List<SmtpListener> BindAll(IEnumerable<RelayContext> contexts)
    {
        List<SmtpListener> bound = [];
        try
        {
            foreach (RelayContext context in contexts)
            {
                bound.Add(SmtpListener.Bind(context.Options.Address, context.Options.Port));
            }

            return bound;
        }
        catch (SmtpAdminException)
        {
            bound.ForEach(listener => listener.Dispose());
            throw;
        }
    }

    private void Dispatch(Socket socket, RelayContext context)
    {
        SmtpConnection connection;
        try
        {
            connection = new SmtpConnection(socket, context);
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            // The client was gone before it could be served.
            socket.Dispose();
            return;
        }

        Reply? refusal = context.Policy.DecideConnection(connection.ClientAddress).Refusal
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
        await Task.WhenAll(_listeners.Select(listener => listener.StopAsync())).ConfigureAwait(false);
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
