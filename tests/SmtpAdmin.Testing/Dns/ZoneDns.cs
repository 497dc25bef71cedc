using System;
using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Testing.Dns;

/// <summary>
/// A name server on the loopback, UDP and TCP on one port, that answers from a few lines of zone:
/// <code>
/// example.com MX 10 mx.example.com
/// example.com TXT "v=spf1 " "-all"
/// broken.example.com !ServFail
/// </code>
/// </summary>
public sealed class ZoneDns : IAsyncDisposable
{
    private const int BindAttempts = 20;

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<ZoneQuery> _queries = new();
    private readonly ZoneResponder _responder;
    private readonly TcpListener _listener;
    private readonly Socket _udp;
    private readonly Task _running;

    private ZoneDns(string zone, IPEndPoint endpoint)
    {
        _responder = new ZoneResponder(new Zone(zone), _queries.Enqueue);
        (_listener, _udp) = Bind(endpoint);
        _running = Task.WhenAll(ServeUdpAsync(), ServeTcpAsync());
    }

    /// <summary>The server's port.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The server's address and port, as a resolver takes it.</summary>
    public string Server => _listener.LocalEndpoint.ToString()!;

    /// <summary>The questions so far, in order.</summary>
    public IReadOnlyCollection<ZoneQuery> Queries => _queries;

    /// <summary>Starts a server.</summary>
    /// <param name="zone">The lines of its zone; see the example above and <see cref="ZoneBehaviour"/>.</param>
    /// <returns>The running server; disposing it stops it.</returns>
    public static ZoneDns Start(string zone) => Start(zone, new IPEndPoint(IPAddress.Loopback, 0));

    /// <summary>Starts a server where a resolver looks that cannot be told a port.</summary>
    /// <param name="zone">The lines of its zone.</param>
    /// <param name="endpoint">An IPv4 address of the loopback, with a port, or 0 for a free one.</param>
    /// <returns>The running server; disposing it stops it.</returns>
    /// <exception cref="SocketException">The port is taken, or the user may not have it.</exception>
    public static ZoneDns Start(string zone, IPEndPoint endpoint) => new(zone, endpoint);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        _udp.Dispose();
        await _running;
        _stop.Dispose();
    }

    // Where the system picks the TCP port, another program may hold the UDP port of that number, so this is tried a few
    // times.
    private static (TcpListener Listener, Socket Udp) Bind(IPEndPoint endpoint)
    {
        for (int attempt = 1; ; attempt++)
        {
            var listener = new TcpListener(endpoint);
            var udp = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            try
            {
                listener.Start();
                udp.Bind(listener.LocalEndpoint);
                return (listener, udp);
            }
            catch (SocketException)
            {
                listener.Stop();
                udp.Dispose();
                if (endpoint.Port != 0 || attempt == BindAttempts)
                {
                    throw;
                }
            }
        }
    }

    private async Task ServeUdpAsync()
    {
        byte[] buffer = new byte[4096];
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                SocketReceiveFromResult question =
                    await _udp.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), _stop.Token);
                if (_responder.Respond(buffer.AsSpan(0, question.ReceivedBytes), isTcp: false) is { } answer)
                {
                    await _udp.SendToAsync(answer, question.RemoteEndPoint, _stop.Token);
                }
            }
            catch (Exception error) when (IsEnd(error))
            {
                // The server stops, or a client went away (on Windows the next receive reports that).
            }
        }
    }

    private async Task ServeTcpAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeConnectionAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (Exception error) when (IsEnd(error) || (error is InvalidOperationException && _stop.IsCancellationRequested))
        {
            await Task.WhenAll(connections);
        }
    }

    // RFC 1035, section 4.2.2: each message stands behind its length in two bytes.
    private async Task ServeConnectionAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                byte[] length = new byte[2];
                while (true)
                {
                    await stream.ReadExactlyAsync(length, _stop.Token);
                    byte[] question = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
                    await stream.ReadExactlyAsync(question, _stop.Token);
                    if (_responder.Respond(question, isTcp: true) is { } answer)
                    {
                        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)answer.Length);
                        await stream.WriteAsync((byte[])[.. length, .. answer], _stop.Token);
                    }
                }
            }
            catch (Exception error) when (IsEnd(error))
            {
                // The client closed the connection, or the server stops.
            }
        }
    }

    private static bool IsEnd(Exception error) =>
        error is OperationCanceledException or ObjectDisposedException or SocketException or IOException;
}
