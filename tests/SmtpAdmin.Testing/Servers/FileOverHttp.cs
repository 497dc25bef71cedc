using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Testing.Servers;

/// <summary>A web server on the loopback that answers every request with the same bytes, or hangs without any.</summary>
public sealed class FileOverHttp : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _run;
    private int _requests;

    public FileOverHttp()
    {
        _listener.Start();
        int port = ((IPEndPoint)_listener.LocalEndpoint).Port;

        // Platforms keep what they fetched by its address, so each server has one of its own.
        Address = new Uri($"http://127.0.0.1:{port}/{Guid.NewGuid():N}.crl");
        _run = Task.Run(RunAsync);
    }

    public Uri Address { get; }

    /// <summary>What is answered; null to take requests and say nothing.</summary>
    public byte[]? Content { get; set; }

    public int Requests => Volatile.Read(ref _requests);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _run.ContinueWith(static _ => { }, TaskScheduler.Default);
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        while (true)
        {
            TcpClient client = await _listener.AcceptTcpClientAsync(_stop.Token);
            _ = AnswerAsync(client);
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                _ = await stream.ReadAsync(new byte[4096], _stop.Token);
                Interlocked.Increment(ref _requests);
                if (Content is not { } content)
                {
                    await Task.Delay(Timeout.Infinite, _stop.Token);
                    return;
                }

                string head = "HTTP/1.1 200 OK\r\nContent-Type: application/pkix-crl\r\nConnection: close\r\n"
                    + $"Content-Length: {content.Length}\r\n\r\n";
                await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. content], _stop.Token);
            }
            catch (Exception failure) when (failure is OperationCanceledException or IOException)
            {
                // The client went, or the test is over.
            }
        }
    }
}
