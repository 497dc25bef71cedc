using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
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
/// With a certificate it also serves TLS and HTTPS, each on a port of its own.
/// </summary>
public sealed class ZoneDns : IAsyncDisposable
{
    private const int BindAttempts = 20;

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<ZoneQuery> _queries = new();
    private readonly ZoneDnsSettings _settings;
    private readonly ZoneResponder _responder;
    private readonly TcpListener _listener;
    private readonly TcpListener? _tls;
    private readonly TcpListener? _https;
    private readonly Socket _udp;
    private readonly Task _running;
    private int _connections;

    private ZoneDns(string zone, ZoneDnsSettings settings)
    {
        _settings = settings;
        _responder = new ZoneResponder(new Zone(zone), _queries.Enqueue);
        (_listener, _udp) = Bind(settings.EndPoint);
        var running = new List<Task>
        {
            ServeUdpAsync(),
            ServeAsync(_listener, client => ServePlainAsync(client)),
        };
        if (settings.Certificate is { } certificate)
        {
            _tls = new TcpListener(IPAddress.Loopback, 0);
            _https = new TcpListener(IPAddress.Loopback, 0);
            _tls.Start();
            _https.Start();
            running.Add(ServeAsync(_tls, client => ServeTlsAsync(client, certificate, isHttps: false)));
            running.Add(ServeAsync(_https, client => ServeTlsAsync(client, certificate, isHttps: true)));
        }

        _running = Task.WhenAll(running);
    }

    /// <summary>The server's port.</summary>
    public int Port => PortOf(_listener);

    /// <summary>The server's address and port, as a resolver takes it.</summary>
    public string Server => _listener.LocalEndpoint.ToString()!;

    /// <summary>The port for TLS.</summary>
    public int TlsPort => PortOf(_tls!);

    /// <summary>The port for HTTPS; the path of queries is /dns-query.</summary>
    public int HttpsPort => PortOf(_https!);

    /// <summary>How many connections were made, of any kind.</summary>
    public int Connections => Volatile.Read(ref _connections);

    /// <summary>The questions so far, in order.</summary>
    public IReadOnlyCollection<ZoneQuery> Queries => _queries;

    /// <summary>Starts a server.</summary>
    /// <param name="zone">The lines of its zone; see the example above and <see cref="ZoneBehaviour"/>.</param>
    /// <returns>The running server; disposing it stops it.</returns>
    public static ZoneDns Start(string zone) => Start(zone, new ZoneDnsSettings());

    /// <summary>Starts a server where a resolver looks that cannot be told a port.</summary>
    /// <param name="zone">The lines of its zone.</param>
    /// <param name="endpoint">An IPv4 address of the loopback, with a port, or 0 for a free one.</param>
    /// <returns>The running server; disposing it stops it.</returns>
    /// <exception cref="SocketException">The port is taken, or the user may not have it.</exception>
    public static ZoneDns Start(string zone, IPEndPoint endpoint) =>
        Start(zone, new ZoneDnsSettings { EndPoint = endpoint });

    /// <summary>Starts a server as the settings say.</summary>
    /// <returns>The running server; disposing it stops it.</returns>
    public static ZoneDns Start(string zone, ZoneDnsSettings settings) => new(zone, settings);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        _tls?.Stop();
        _https?.Stop();
        _udp.Dispose();
        await _running;
        _stop.Dispose();
    }

    private static int PortOf(TcpListener listener) => ((IPEndPoint)listener.LocalEndpoint).Port;

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
                IReadOnlyList<byte[]> answers = _responder.Respond(buffer.AsSpan(0, question.ReceivedBytes), isTcp: false);
                if (_settings.Latency > TimeSpan.Zero)
                {
                    _ = SendLateAsync(answers, question.RemoteEndPoint);
                }
                else
                {
                    await SendAsync(answers, question.RemoteEndPoint);
                }
            }
            catch (Exception error) when (IsEnd(error))
            {
                // The server stops, or a client went away (on Windows the next receive reports that).
            }
        }
    }

    private async Task SendLateAsync(IReadOnlyList<byte[]> answers, EndPoint client)
    {
        try
        {
            await Task.Delay(_settings.Latency, _stop.Token);
            await SendAsync(answers, client);
        }
        catch (Exception error) when (IsEnd(error))
        {
            // The server stops, or the client went away.
        }
    }

    private async Task SendAsync(IReadOnlyList<byte[]> answers, EndPoint client)
    {
        foreach (byte[] answer in answers)
        {
            await _udp.SendToAsync(answer, client, _stop.Token);
        }
    }

    private async Task ServeAsync(TcpListener listener, Func<TcpClient, Task> serveAsync)
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                TcpClient client = await listener.AcceptTcpClientAsync(_stop.Token);
                Interlocked.Increment(ref _connections);
                connections.Add(ServeAsync(client, serveAsync));
            }
        }
        catch (Exception error) when (IsEnd(error) || (error is InvalidOperationException && _stop.IsCancellationRequested))
        {
            await Task.WhenAll(connections);
        }
    }

    private static async Task ServeAsync(TcpClient client, Func<TcpClient, Task> serveAsync)
    {
        using (client)
        {
            try
            {
                await serveAsync(client);
            }
            catch (Exception error) when (IsEnd(error))
            {
                // The client closed the connection, or the server stops.
            }
        }
    }

    private Task ServePlainAsync(TcpClient client) => ServeStreamAsync(client.GetStream());

    private async Task ServeStreamAsync(Stream stream)
    {
        using var connection = new ZoneStream(_responder, _settings.Latency, stream);
        await connection.ServeAsync(_stop.Token);
    }

    private async Task ServeTlsAsync(TcpClient client, X509Certificate2 certificate, bool isHttps)
    {
        await using var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificate = certificate }, _stop.Token);
        await (isHttps
            ? new ZoneHttps(_responder, _settings.Latency, stream).ServeAsync(_stop.Token)
            : ServeStreamAsync(stream));
    }

    private static bool IsEnd(Exception error) => error is OperationCanceledException or ObjectDisposedException
        or SocketException or IOException or AuthenticationException;
}
