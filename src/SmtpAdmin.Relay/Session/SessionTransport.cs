using System;
using System.IO;
using System.Net.Security;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Listening;

namespace SmtpAdmin.Relay.Session;

/// <summary>The connection below a session: a socket, and after STARTTLS a TLS stream over it.</summary>
internal sealed class SessionTransport : IAsyncDisposable
{
    private static readonly TimeSpan s_handshakeTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_lingerTime = TimeSpan.FromSeconds(2);

    private readonly Socket _socket;
    private readonly TimeProvider _time;

    public SessionTransport(Socket socket, TimeProvider time)
    {
        _socket = socket;
        _time = time;
        Stream = new NetworkStream(socket, ownsSocket: true);
    }

    public Stream Stream { get; private set; }

    /// <summary>Starts TLS as the server.</summary>
    /// <exception cref="System.Security.Authentication.AuthenticationException">The handshake failed.</exception>
    /// <exception cref="OperationCanceledException">The handshake took too long.</exception>
    public async Task StartTlsAsync(ServerTls tls, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(s_handshakeTime, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        var stream = new SslStream(Stream, leaveInnerStreamOpen: false);
        Stream = stream;
        await tls.AuthenticateAsync(stream, either.Token).ConfigureAwait(false);
    }

    /// <summary>Ends the sending, so that the client sees the last reply and then the end.</summary>
    /// <param name="takeRest">
    /// Whether the client may still be sending. Closing a socket with unread input would make the system discard the
    /// last reply on its way, so what comes is taken in for a moment.
    /// </param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task ShutDownAsync(bool takeRest, CancellationToken cancellationToken)
    {
        try
        {
            if (Stream is SslStream { IsAuthenticated: true } tls)
            {
                await tls.ShutdownAsync().ConfigureAwait(false);
            }

            _socket.Shutdown(SocketShutdown.Send);
            if (takeRest)
            {
                await TakeRestAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException
            or ObjectDisposedException or InvalidOperationException)
        {
            // The client was faster, or does not stop sending; either way the connection is over.
        }
    }

    /// <summary>Cuts the connection; whatever waits on it fails. Safe to call from any thread.</summary>
    public void Abort() => _socket.Dispose();

    public ValueTask DisposeAsync() => Stream.DisposeAsync();

    private async Task TakeRestAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(s_lingerTime, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        byte[] rest = new byte[4096];
        while (await _socket.ReceiveAsync(rest, either.Token).ConfigureAwait(false) > 0)
        {
        }
    }
}
