using System;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace SmtpAdmin.Relay.Listening;

/// <summary>A listening socket and the loop that accepts on it. It accepts and hands over; it serves nobody.</summary>
internal sealed class SmtpListener : IDisposable
{
    private const int Backlog = 512;

    private readonly Socket _socket;
    private Task _loop = Task.CompletedTask;

    private SmtpListener(Socket socket)
    {
        _socket = socket;
        EndPoint = (IPEndPoint)socket.LocalEndPoint!;
    }

    /// <summary>The address and the real port.</summary>
    public IPEndPoint EndPoint { get; }

    /// <exception cref="SmtpAdminException">
    /// ListenFailed: the address is not this machine's, or the port is taken.
    /// </exception>
    public static SmtpListener Bind(IPAddress address, int port)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (OperatingSystem.IsWindows())
            {
                socket.ExclusiveAddressUse = true;
            }

            if (address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = true;
            }

            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(Backlog);
            return new SmtpListener(socket);
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw new SmtpAdminException(
                ErrorKind.ListenFailed,
                $"Cannot listen on {new IPEndPoint(address, port)}: {exception.Message}",
                innerException: exception);
        }
    }

    /// <summary>Accepts until disposed.</summary>
    public void Start(Action<Socket> onAccepted) => _loop = Task.Run(() => AcceptAsync(onAccepted));

    /// <summary>Stops listening; returns when the loop has handed over its last connection.</summary>
    public async Task StopAsync()
    {
        _socket.Dispose();
        await _loop.ConfigureAwait(false);
    }

    public void Dispose() => _socket.Dispose();

    private async Task AcceptAsync(Action<Socket> onAccepted)
    {
        while (true)
        {
            try
            {
                onAccepted(await _socket.AcceptAsync().ConfigureAwait(false));
            }
            catch (Exception exception) when (exception is ObjectDisposedException
                or SocketException { SocketErrorCode: SocketError.OperationAborted })
            {
                return;
            }
            catch (SocketException exception)
            {
                // A client that vanished from the backlog is no reason to stop. Out of handles is none either, but
                // trying again at once would only spin.
                if (exception.SocketErrorCode is SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(100)).ConfigureAwait(false);
                }
            }
        }
    }
}
