using System;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Listening;
using SmtpAdmin.Relay.Policy.Limits;
using SmtpAdmin.Relay.Protocol;

namespace SmtpAdmin.Relay.Session;

/// <summary>Both directions of a session, with the timers over all waiting for the client.</summary>
internal sealed class SessionChannel : IDisposable
{
    private readonly SessionTransport _transport;
    private readonly TimeProvider _time;
    private readonly ReplyBuffer _replies = new();
    private readonly TimeSpan _idleTimeout;
    private readonly RequestPace _pace;
    private readonly IdleTimer _idleTimer;
    private volatile Interruption _whenElapsed;

    public SessionChannel(SessionTransport transport, TimeProvider time, RelayOptions options)
    {
        _transport = transport;
        _time = time;
        Input = new SessionInput(transport.Stream);
        _idleTimeout = options.IdleTimeout;
        _pace = new RequestPace(time, options.Limits.MinimumRateGrace, options.Limits.MinimumRate);
        _idleTimer = new IdleTimer(time, () => Input.Interrupt(_whenElapsed), transport.Abort);
    }

    public SessionInput Input { get; }

    /// <summary>Adds a reply to those that leave together.</summary>
    public void Add(Reply reply) => _replies.Add(reply);

    /// <summary>Sends the replies that wait, then waits for more input.</summary>
    public async ValueTask<FillResult> FillAsync(Interruption tolerated, CancellationToken cancellationToken)
    {
        if (!_replies.IsEmpty)
        {
            await FlushAsync(cancellationToken).ConfigureAwait(false);
            _pace.BeginRequest();
        }

        long before = Input.Buffered.Length;
        TimeSpan? remaining = _pace.Remaining();
        bool isPaced = remaining < _idleTimeout;
        Arm(isPaced ? Interruption.Slow : Interruption.Idle, isPaced ? remaining!.Value : _idleTimeout);
        _pace.BeginWait();
        FillResult result = await Input.FillAsync(tolerated, cancellationToken).ConfigureAwait(false);
        _pace.EndWait(Input.Buffered.Length - before);
        _idleTimer.Disarm();
        return result;
    }

    /// <summary>Sends the replies that wait.</summary>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        Arm(Interruption.Idle, _idleTimeout);
        await _replies.FlushAsync(_transport.Stream, cancellationToken).ConfigureAwait(false);
        _idleTimer.Disarm();
    }

    /// <summary>Waits before the greeting.</summary>
    /// <returns>Whether the client kept silent, as it must (RFC 5321, section 3.1).</returns>
    public async ValueTask<bool> IsSilentAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        return time == TimeSpan.Zero || await Input.IsSilentAsync(time, _time, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Starts TLS as the server and goes on inside it.</summary>
    /// <exception cref="System.Security.Authentication.AuthenticationException">The handshake failed.</exception>
    /// <exception cref="OperationCanceledException">The handshake took too long.</exception>
    public async ValueTask StartTlsAsync(ServerTls tls, CancellationToken cancellationToken)
    {
        await FlushAsync(cancellationToken).ConfigureAwait(false);
        await _transport.StartTlsAsync(tls, cancellationToken).ConfigureAwait(false);
        await Input.SwitchAsync(_transport.Stream).ConfigureAwait(false);
        _pace.BeginRequest();
    }

    public void Dispose() => _idleTimer.Dispose();

    private void Arm(Interruption whenElapsed, TimeSpan timeout)
    {
        _whenElapsed = whenElapsed;
        _idleTimer.Arm(timeout);
    }
}
