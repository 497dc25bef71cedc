using System;
using System.Net.Security;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Protocol;

namespace SmtpAdmin.Relay.Session;

/// <summary>Both directions of a session, with the idle timer over all waiting for the client.</summary>
internal sealed class SessionChannel : IDisposable
{
    private readonly SessionTransport _transport;
    private readonly ReplyBuffer _replies = new();
    private readonly IdleTimer _idleTimer;

    public SessionChannel(SessionTransport transport, TimeProvider time, TimeSpan idleTimeout)
    {
        _transport = transport;
        Input = new SessionInput(transport.Stream);
        _idleTimer = new IdleTimer(time, idleTimeout, () => Input.Interrupt(Interruption.Idle), transport.Abort);
    }

    public SessionInput Input { get; }

    /// <summary>Adds a reply to those that leave together.</summary>
    public void Add(Reply reply) => _replies.Add(reply);

    /// <summary>Sends the replies that wait, then waits for more input.</summary>
    public async ValueTask<FillResult> FillAsync(Interruption tolerated, CancellationToken cancellationToken)
    {
        _idleTimer.Arm();
        await _replies.FlushAsync(_transport.Stream, cancellationToken).ConfigureAwait(false);
        FillResult result = await Input.FillAsync(tolerated, cancellationToken).ConfigureAwait(false);
        _idleTimer.Disarm();
        return result;
    }

    /// <summary>Sends the replies that wait.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        _idleTimer.Arm();
        await _replies.FlushAsync(_transport.Stream, cancellationToken).ConfigureAwait(false);
        _idleTimer.Disarm();
    }

    /// <summary>Starts TLS as the server and goes on inside it.</summary>
    /// <exception cref="System.Security.Authentication.AuthenticationException">The handshake failed.</exception>
    /// <exception cref="OperationCanceledException">The handshake took too long.</exception>
    public async ValueTask StartTlsAsync(
        SslServerAuthenticationOptions options, CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken).ConfigureAwait(false);
        await _transport.StartTlsAsync(options, cancellationToken).ConfigureAwait(false);
        await Input.SwitchAsync(_transport.Stream).ConfigureAwait(false);
    }

    public void Dispose() => _idleTimer.Dispose();
}
