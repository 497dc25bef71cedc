using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Testing.Http;

/// <summary>As much of an HTTP/1.1 server as a form's POST needs: one request a connection, on a port of the system's.</summary>
internal sealed class LoopbackHttpServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, string, Task<HttpAnswer>> _answer;

    /// <param name="answer">Answers a path and a body.</param>
    public LoopbackHttpServer(Func<string, string, Task<HttpAnswer>> answer)
    {
        _answer = answer;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _ = AcceptAsync();
    }

    public Uri Address { get; }

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                using var reader = new StreamReader(client.GetStream(), Encoding.Latin1);
                string path = (await reader.ReadLineAsync(_stop.Token) ?? string.Empty).Split(' ')[1];
                int length = 0;
                while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } header)
                {
                    if (header.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
                    {
                        length = int.Parse(header.AsSpan("Content-Length:".Length), provider: null);
                    }
                }

                char[] body = new char[length];
                await reader.ReadBlockAsync(body, _stop.Token);
                await WriteAsync(client.GetStream(), await _answer(path, new string(body)));
            }
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client is gone, or the test is over.
        }
    }

    private async Task WriteAsync(NetworkStream stream, HttpAnswer answer)
    {
        byte[] body = Encoding.UTF8.GetBytes(answer.Body);
        string location = answer.Location is null ? string.Empty : $"Location: {answer.Location}\r\n";
        string head = $"HTTP/1.1 {answer.Status} Status\r\nContent-Type: application/json\r\n{location}"
            + $"Content-Length: {body.Length}\r\nConnection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), _stop.Token);
        await stream.WriteAsync(body, _stop.Token);
    }
}
