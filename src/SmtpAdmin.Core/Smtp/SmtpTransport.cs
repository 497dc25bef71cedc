using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Smtp;

/// <summary>The bytes of one connection: plain at first, encrypted after <see cref="EncryptAsync"/>.</summary>
internal sealed class SmtpTransport : IDisposable
{
    private readonly Socket _socket;
    private readonly IoDeadline _deadline;
    private Stream _stream;
    private TlsHandshake? _unconfirmed;

    public SmtpTransport(Socket socket)
    {
        _socket = socket;
        _deadline = new IoDeadline(socket);
        _stream = new NetworkStream(socket, ownsSocket: true);
        RemoteEndPoint = (IPEndPoint)socket.RemoteEndPoint!;
        LocalEndPoint = (IPEndPoint)socket.LocalEndPoint!;
    }

    public IPEndPoint RemoteEndPoint { get; }

    public IPEndPoint LocalEndPoint { get; }

    public TlsDetails? Tls { get; private set; }

    /// <summary>Whether an operation failed or the connection was closed from this side.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Whether bytes wait to be read.</summary>
    public bool HasInput => !IsClosed && _socket.Available > 0;

    /// <summary>
    /// Whether the other side has closed an idle connection, or said something that nobody asked for: 421, as a rule.
    /// </summary>
    public bool IsStale
    {
        get
        {
            try
            {
                return IsClosed || _socket.Poll(0, SelectMode.SelectRead);
            }
            catch (Exception failure) when (IsConnectionFailure(failure))
            {
                return true;
            }
        }
    }

    /// <summary>Gives the reads until <see cref="EndReading"/> so much time together.</summary>
    public void StartReading(TimeSpan timeout, CancellationToken cancellationToken) =>
        _deadline.Start(timeout, cancellationToken);

    public void EndReading() => _deadline.Stop();

    /// <summary>Reads what has come; never returns without a byte.</summary>
    public async Task<int> ReadAsync(byte[] buffer, DialogueState state)
    {
        try
        {
            int count = await StreamBytes.ReadAsync(_stream, buffer, CancellationToken.None).ConfigureAwait(false);
            _unconfirmed = count > 0 ? null : _unconfirmed;
            return count > 0 ? count : throw new EndOfStreamException("the server closed the connection");
        }
        catch (Exception failure) when (IsConnectionFailure(failure))
        {
            Dispose();
            throw ExplainAsClientCertificate(failure) ?? _deadline.Explain(failure, state.Waiting(RemoteEndPoint));
        }
    }

    public async Task WriteAsync(
        byte[] buffer, int count, DialogueState state, TimeSpan timeout, CancellationToken cancellationToken)
    {
        _deadline.Start(timeout, cancellationToken);
        try
        {
            await StreamBytes.WriteAsync(_stream, buffer, count, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception failure) when (IsConnectionFailure(failure))
        {
            Dispose();
            throw ExplainAsClientCertificate(failure) ?? _deadline.Explain(failure, state.Sending(RemoteEndPoint));
        }
        finally
        {
            _deadline.Stop();
        }
    }

    public async Task EncryptAsync(TlsHandshake handshake, TimeSpan timeout, CancellationToken cancellationToken)
    {
        _deadline.Start(timeout, cancellationToken);
        try
        {
            _stream = await handshake.RunAsync(_stream, _deadline).ConfigureAwait(false);
            Tls = handshake.Details;
            _unconfirmed = handshake;
        }
        catch
        {
            Dispose();
            throw;
        }
        finally
        {
            _deadline.Stop();
        }
    }

    public void Dispose()
    {
        IsClosed = true;
        _stream.Dispose();
        _socket.Dispose();
        _deadline.Dispose();
    }

    // With TLS 1.3 a client is done before the server has looked at its certificate: what the server thinks of it shows
    // in the first bytes after the handshake, or in their absence (RFC 8446, section 4.4.2.4).
    private SmtpAdminException? ExplainAsClientCertificate(Exception failure) =>
        _deadline.IsOver ? null : _unconfirmed?.ExplainClientCertificate(failure);

    // NotSupportedException and InvalidOperationException: what streams say when they were closed under an operation.
    private static bool IsConnectionFailure(Exception failure) => failure is IOException or SocketException
        or ObjectDisposedException or InvalidOperationException or NotSupportedException;
}
