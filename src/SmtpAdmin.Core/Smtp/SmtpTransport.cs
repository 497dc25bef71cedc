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
    private Stream _stream;

    public SmtpTransport(Socket socket)
    {
        _socket = socket;
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

    public IoDeadline StartDeadline(TimeSpan timeout, CancellationToken cancellationToken) =>
        new(_socket, timeout, cancellationToken);

    /// <summary>Reads what has come; never returns without a byte.</summary>
    public async Task<int> ReadAsync(byte[] buffer, IoDeadline deadline)
    {
        try
        {
            int count = await StreamBytes.ReadAsync(_stream, buffer, CancellationToken.None).ConfigureAwait(false);
            return count > 0 ? count : throw new EndOfStreamException("the server closed the connection");
        }
        catch (Exception failure) when (IsConnectionFailure(failure))
        {
            Dispose();
            throw deadline.Explain(failure, $"Waiting for {RemoteEndPoint}");
        }
    }

    public async Task WriteAsync(byte[] buffer, int count, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using IoDeadline deadline = StartDeadline(timeout, cancellationToken);
        try
        {
            await StreamBytes.WriteAsync(_stream, buffer, count, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception failure) when (IsConnectionFailure(failure))
        {
            Dispose();
            throw deadline.Explain(failure, $"Writing to {RemoteEndPoint}");
        }
    }

    public async Task EncryptAsync(TlsHandshake handshake, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using IoDeadline deadline = StartDeadline(timeout, cancellationToken);
        try
        {
            _stream = await handshake.RunAsync(_stream, deadline).ConfigureAwait(false);
            Tls = handshake.Details;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        IsClosed = true;
        _stream.Dispose();
        _socket.Dispose();
    }

    // NotSupportedException and InvalidOperationException: what streams say when they were closed under an operation.
    private static bool IsConnectionFailure(Exception failure) => failure is IOException or SocketException
        or ObjectDisposedException or InvalidOperationException or NotSupportedException;
}
