using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Testing.Dns;

/// <summary>
/// One connection of a client that speaks DNS over HTTPS, in HTTP/1.1. The path says how it goes wrong: /redirect,
/// /missing, /html, /huge (a body without end) and /other (an answer to another question).
/// </summary>
internal sealed class ZoneHttps(ZoneResponder responder, TimeSpan latency, Stream stream)
{
    private const int MaximumHead = 8192;
    private const string DnsMessage = "application/dns-message";

    public async Task ServeAsync(CancellationToken cancellationToken)
    {
        while (await ReadHeadAsync(cancellationToken) is { } head)
        {
            byte[] question = new byte[ContentLength(head)];
            await stream.ReadExactlyAsync(question, cancellationToken);
            await Task.Delay(latency, cancellationToken);
            string[] words = head.Split(' ');
            bool isQuery = words[0] == "POST" && head.Contains($"Content-Type: {DnsMessage}", StringComparison.OrdinalIgnoreCase);
            await (isQuery ? AnswerAsync(words[1], question, cancellationToken) : WriteAsync(400, "text/plain", [], cancellationToken));
        }
    }

    private async Task AnswerAsync(string path, byte[] question, CancellationToken cancellationToken)
    {
        IReadOnlyList<byte[]> answers = responder.Respond(question, isTcp: true);
        switch (path)
        {
            case "/redirect":
                await WriteAsync(307, DnsMessage, [], cancellationToken, "Location: /dns-query\r\n");
                break;
            case "/missing":
                await WriteAsync(404, "text/plain", [], cancellationToken);
                break;
            case "/html":
                await WriteAsync(200, "text/html", answers[0], cancellationToken);
                break;
            case "/other":
                answers[0][13] = (byte)'#';
                await WriteAsync(200, DnsMessage, answers[0], cancellationToken);
                break;
            case "/huge":
                await WriteEndlesslyAsync(cancellationToken);
                break;
            case "/dns-query" when answers.Count > 0:
                await WriteAsync(200, DnsMessage, answers[0], cancellationToken);
                break;
            default:
                await Task.Delay(Timeout.Infinite, cancellationToken);
                break;
        }
    }

    private async Task WriteEndlesslyAsync(CancellationToken cancellationToken)
    {
        string head = $"HTTP/1.1 200 OK\r\nContent-Type: {DnsMessage}\r\nTransfer-Encoding: chunked\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), cancellationToken);
        byte[] chunk = [.. "1000\r\n"u8, .. new byte[0x1000], .. "\r\n"u8];
        while (true)
        {
            await stream.WriteAsync(chunk, cancellationToken);
        }
    }

    private async Task WriteAsync(
        int status, string type, byte[] body, CancellationToken cancellationToken, string fields = "")
    {
        string head = $"HTTP/1.1 {status} Status\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\n{fields}\r\n";
        await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes(head), .. body], cancellationToken);
    }

    private async Task<string?> ReadHeadAsync(CancellationToken cancellationToken)
    {
        var head = new StringBuilder();
        byte[] octet = new byte[1];
        while (head.Length < MaximumHead && await stream.ReadAsync(octet, cancellationToken) == 1)
        {
            head.Append((char)octet[0]);
            if (octet[0] == '\n' && head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                return head.ToString();
            }
        }

        return null;
    }

    private static int ContentLength(string head)
    {
        foreach (string line in head.Split("\r\n"))
        {
            if (line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            {
                return int.Parse(line.AsSpan("Content-Length:".Length), provider: null);
            }
        }

        return 0;
    }
}
