using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Testing.Http;

/// <summary>A web server on the loopback that speaks HTTPS and gives every request the same answer.</summary>
public sealed class SecureWebServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2 _certificate;
    private readonly Func<Stream, CancellationToken, Task> _answer;
    private readonly Task _run;
    private int _requests;
    private string _request = string.Empty;

    private SecureWebServer(X509Certificate2 certificate, Func<Stream, CancellationToken, Task> answer)
    {
        _certificate = certificate;
        _answer = answer;
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _run = Task.Run(RunAsync);
    }

    public int Port { get; }

    /// <summary>How many requests came.</summary>
    public int Requests => Volatile.Read(ref _requests);

    /// <summary>The head of the last request.</summary>
    public string LastRequest => Volatile.Read(ref _request);

    /// <summary>Answers with a status, a media type and a body.</summary>
    public static SecureWebServer Serve(
        X509Certificate2 certificate, string body, string mediaType = "text/plain", string status = "200 OK", string headers = "")
    {
        string head = $"HTTP/1.1 {status}\r\nContent-Type: {mediaType}\r\n{headers}"
            + $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n";
        byte[] answer = Encoding.UTF8.GetBytes(head + body);
        return new SecureWebServer(certificate, (stream, token) => stream.WriteAsync(answer, token).AsTask());
    }

    /// <summary>Promises a body of this many bytes, and sends until the client has enough.</summary>
    public static SecureWebServer ServeLong(X509Certificate2 certificate, long length) => new(
        certificate,
        async (stream, token) =>
        {
            string head = $"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: {length}\r\n\r\n";
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head), token);
            byte[] block = new byte[16 * 1024];
            for (long sent = 0; sent < length; sent += block.Length)
            {
                await stream.WriteAsync(block, token);
            }
        });

    /// <summary>Takes requests and never answers.</summary>
    public static SecureWebServer Hang(X509Certificate2 certificate) =>
        new(certificate, (_, token) => Task.Delay(Timeout.Infinite, token));

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
        try
        {
            using (client)
            {
                await using var stream = new SslStream(client.GetStream());
                await stream.AuthenticateAsServerAsync(
                    new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
                byte[] request = new byte[4096];
                int length = await stream.ReadAsync(request, _stop.Token);
                if (length == 0)
                {
                    // Under TLS 1.3 a client can refuse the certificate after the server's handshake is done.
                    return;
                }

                Volatile.Write(ref _request, Encoding.ASCII.GetString(request, 0, length));
                Interlocked.Increment(ref _requests);
                await _answer(stream, _stop.Token);
                await stream.ShutdownAsync();
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException or AuthenticationException
            or ObjectDisposedException or SocketException)
        {
            // The client went or did not trust the certificate, or the test is over.
        }
    }
}
