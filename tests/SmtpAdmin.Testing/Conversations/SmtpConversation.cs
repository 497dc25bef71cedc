using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace SmtpAdmin.Testing.Conversations;

/// <summary>A client that sends what the test says and reads replies, each under a deadline; bytes are Latin-1 characters.</summary>
public sealed class SmtpConversation : IAsyncDisposable
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(15);

    private readonly TcpClient _client;

    private readonly StringBuilder _transcript = new();

    private readonly byte[] _buffer = new byte[16 * 1024];

    private Stream _stream;

    private string _received = string.Empty;

    private SmtpConversation(TcpClient client)
    {
        _client = client;
        _stream = client.GetStream();
    }

    /// <summary>Everything sent and received, for a failing test's message.</summary>
    public string Transcript => _transcript.ToString();

    public static async Task<SmtpConversation> ConnectAsync(IPEndPoint endPoint)
    {
        var client = new TcpClient { NoDelay = true };
        using CancellationTokenSource deadline = Deadline();
        await client.ConnectAsync(endPoint, deadline.Token);
        return new SmtpConversation(client);
    }

    /// <summary>Connects and reads the greeting.</summary>
    public static async Task<SmtpConversation> GreetAsync(IPEndPoint endPoint)
    {
        SmtpConversation conversation = await ConnectAsync(endPoint);
        await conversation.ExpectAsync("220 ");
        return conversation;
    }

    public Task SendLineAsync(string line) => SendAsync(line + "\r\n");

    public Task SendAsync(string text) => SendAsync(Encoding.Latin1.GetBytes(text));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        _transcript.Append("C: ").AppendLine(Shorten(Encoding.Latin1.GetString(bytes.Span)));
        using CancellationTokenSource deadline = Deadline();
        await _stream.WriteAsync(bytes, deadline.Token);
    }

    /// <summary>Sends a line and expects a reply that begins so.</summary>
    public async Task<string> SendExpectAsync(string line, string prefix)
    {
        await SendLineAsync(line);
        return await ExpectAsync(prefix);
    }

    /// <summary>Reads a whole reply and expects its last line to begin so.</summary>
    public async Task<string> ExpectAsync(string prefix)
    {
        string reply = await ReadReplyAsync();
        int lastLine = reply.TrimEnd('\n').LastIndexOf('\n') + 1;
        Assert.True(reply[lastLine..].StartsWith(prefix, StringComparison.Ordinal), $"Expected {prefix} in:\n{Transcript}");
        return reply;
    }

    /// <summary>Reads a whole reply; its lines end with LF. Empty where the connection ended instead.</summary>
    public async Task<string> ReadReplyAsync()
    {
        var reply = new StringBuilder();
        while (await ReadLineAsync() is { } line)
        {
            reply.Append(line).Append('\n');
            if (line.Length < 4 || line[3] != '-')
            {
                break;
            }
        }

        return reply.ToString();
    }

    /// <summary>Expects the server to close the connection without another word.</summary>
    public async Task ExpectEndAsync()
    {
        string? line = await ReadLineAsync();
        Assert.True(line is null, $"Expected the end of the connection in:\n{Transcript}");
    }

    /// <summary>Starts TLS as a client that trusts any certificate.</summary>
    public async Task UpgradeAsync()
    {
        var stream = new SslStream(_stream, leaveInnerStreamOpen: false, (_, certificate, _, _) => certificate is not null);
        using CancellationTokenSource deadline = Deadline();
        var options = new SslClientAuthenticationOptions { TargetHost = "localhost" };
        await stream.AuthenticateAsClientAsync(options, deadline.Token);
        _stream = stream;
        _transcript.AppendLine("(TLS)");
    }

    /// <summary>Says EHLO, STARTTLS and EHLO again.</summary>
    public async Task<string> StartTlsAsync()
    {
        await SendExpectAsync("EHLO client.test", "250 ");
        await SendExpectAsync("STARTTLS", "220 ");
        await UpgradeAsync();
        return await SendExpectAsync("EHLO client.test", "250 ");
    }

    /// <summary>Ends the sending side only.</summary>
    public void CloseSending() => _client.Client.Shutdown(SocketShutdown.Send);

    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _client.Dispose();
    }

    private async Task<string?> ReadLineAsync()
    {
        using CancellationTokenSource deadline = Deadline();
        int end;
        while ((end = _received.IndexOf("\r\n", StringComparison.Ordinal)) < 0)
        {
            int count = await ReadSomeAsync(deadline.Token);
            if (count == 0)
            {
                return null;
            }

            _received += Encoding.Latin1.GetString(_buffer, 0, count);
        }

        string line = _received[..end];
        _received = _received[(end + 2)..];
        _transcript.Append("S: ").AppendLine(line);
        return line;
    }

    private async Task<int> ReadSomeAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _stream.ReadAsync(_buffer, cancellationToken);
        }
        catch (IOException)
        {
            return 0;
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"No reply within {s_deadline.TotalSeconds} seconds in:\n{Transcript}");
        }
    }

    private static string Shorten(string text)
    {
        const int Limit = 300;
        string visible = text.Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return visible.Length <= Limit ? visible : visible[..Limit] + "...";
    }

    private static CancellationTokenSource Deadline() => new(s_deadline);
}
