using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Policy;
using SmtpAdmin.Relay.Protocol;
using SmtpAdmin.Relay.Session;

namespace SmtpAdmin.Relay.Listening;

/// <summary>One accepted connection, from its registration to its end.</summary>
internal sealed class SmtpConnection : IAsyncDisposable
{
    private readonly RelayContext _context;
    private readonly SessionTransport _transport;
    private readonly SessionChannel _channel;
    private readonly IdleTimer _sessionTimer;
    private SmtpSession? _session;

    public SmtpConnection(Socket socket, RelayContext context)
    {
        socket.NoDelay = true;
        ClientAddress = ClientIdentity.Normalize(((IPEndPoint)socket.RemoteEndPoint!).Address);
        _context = context;
        _transport = new SessionTransport(socket, context.Time);
        _channel = new SessionChannel(_transport, context.Time, context.Options);
        _sessionTimer = new IdleTimer(context.Time, () => Interrupt(Interruption.Expired), CutWhenExpired);
    }

    public IPAddress ClientAddress { get; }

    /// <summary>Serves the client, then disposes the connection; never throws.</summary>
    /// <param name="refusal">The one reply to give instead, or null.</param>
    /// <param name="cancellationToken">Ends even what must not be interrupted.</param>
    public async Task RunAsync(Reply? refusal, CancellationToken cancellationToken)
    {
        try
        {
            Task serving = refusal is null ? ServeAsync(cancellationToken) : RefuseAsync(refusal, cancellationToken);
            await serving.ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException
            or OperationCanceledException)
        {
            // The client vanished, or the relay cut the connection.
        }
        catch (Exception)
        {
            // One session's defect must not end the others; it shows in the counters.
            _context.Counters.ConnectionFaulted();
        }
        finally
        {
            await DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Whether a message's end has come and its reply is not yet sent.</summary>
    public bool IsAnswerDue => Volatile.Read(ref _session) is { IsAnswerDue: true };

    /// <summary>Asks the session to end. Safe to call from any thread.</summary>
    public void Interrupt(Interruption reason) => _channel.Input.Interrupt(reason);

    /// <summary>Cuts the connection. Safe to call from any thread.</summary>
    public void Abort() => _transport.Abort();

    public async ValueTask DisposeAsync()
    {
        _sessionTimer.Dispose();
        _channel.Dispose();
        try
        {
            await _channel.Input.CompleteAsync().ConfigureAwait(false);
            await _transport.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException)
        {
            // Already cut.
        }
    }

    private async Task ServeAsync(CancellationToken cancellationToken)
    {
        var session = new SmtpSession(_context, _channel, ClientAddress);
        Volatile.Write(ref _session, session);
        _sessionTimer.Arm(_context.Options.Limits.SessionTime);
        await session.RunAsync(cancellationToken).ConfigureAwait(false);
        await _transport.ShutDownAsync(takeRest: session.HadErrors, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>A message whose end has come is answered, whatever the hour.</summary>
    private void CutWhenExpired()
    {
        if (!IsAnswerDue)
        {
            Abort();
        }
    }

    private async Task RefuseAsync(Reply refusal, CancellationToken cancellationToken)
    {
        // Where TLS comes first, a refusal in plain text would only be noise, and a handshake for it would be work.
        if (_context.Options.Security == RelaySecurity.ImplicitTls)
        {
            return;
        }

        _channel.Add(refusal);
        await _channel.FlushAsync(cancellationToken).ConfigureAwait(false);
        await _transport.ShutDownAsync(takeRest: false, cancellationToken).ConfigureAwait(false);
    }
}
