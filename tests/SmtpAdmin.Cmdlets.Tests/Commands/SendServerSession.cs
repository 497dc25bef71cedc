using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Security;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Cmdlets.Tests.Commands;

/// <summary>One connection to a <see cref="SendServer"/>.</summary>
internal sealed class SendServerSession
{
    private readonly Func<string, Task<string?>> _answer;
    private readonly Action<string> _received;
    private readonly byte[] _buffer = new byte[4096];
    private Stream _stream;
    private int _start;
    private int _end;
    private bool _isUnderTls;

    public SendServerSession(Stream stream, Func<string, Task<string?>> answer, Action<string> received)
    {
        _stream = stream;
        _answer = answer;
        _received = received;
    }

    public async Task RunAsync(SendServer server, CancellationToken cancellationToken)
    {
        if (await ReplyAsync(SendServer.Greeting, "220 test.example ESMTP", cancellationToken) is null)
        {
            return;
        }

        while (await ReadLineAsync(cancellationToken) is { } line)
        {
            string verb = line.Split(' ')[0].ToUpperInvariant();
            string? reply = await ReplyAsync(line, Usual(verb, server), cancellationToken);
            switch (verb)
            {
                case "DATA" when reply?.StartsWith('3') == true:
                    // A connection that ends before the dot leaves no message (RFC 5321, section 4.1.1.4).
                    if (await ReadContentAsync(cancellationToken) is not { } content)
                    {
                        return;
                    }

                    _received(content);
                    reply = await ReplyAsync(SendServer.Dot, "250 2.0.0 Ok: queued as 4711", cancellationToken);
                    break;
                case "STARTTLS" when reply?.StartsWith('2') == true:
                    await StartTlsAsync(server, cancellationToken);
                    break;
                case "AUTH" when reply?.StartsWith('3') == true:
                    string secret = await ReadLineAsync(cancellationToken) ?? string.Empty;
                    reply = await ReplyAsync("(secret) " + secret, "235 2.7.0 Welcome", cancellationToken);
                    break;
            }

            if (reply is null || verb == "QUIT")
            {
                return;
            }
        }
    }

    private string Usual(string verb, SendServer server) => verb switch
    {
        "EHLO" => Announce(server),
        "STARTTLS" => "220 2.0.0 Go ahead",
        "AUTH" => "235 2.7.0 Welcome",
        "DATA" => "354 End with a dot",
        "QUIT" => "221 2.0.0 Bye",
        "HELO" or "MAIL" or "RCPT" or "RSET" or "NOOP" => "250 2.0.0 Ok",
        _ => "500 5.5.2 What?",
    };

    private string Announce(SendServer server)
    {
        List<string> lines = ["test.example", .. _isUnderTls ? server.ExtensionsUnderTls ?? server.Extensions : server.Extensions];
        if (server.Certificate is not null && !_isUnderTls)
        {
            lines.Add("STARTTLS");
        }

        return string.Join("\r\n", lines.ConvertAll(line => "250-" + line)) + "\r\n250 HELP";
    }

    /// <summary>Answers; null where the connection is to end.</summary>
    private async Task<string?> ReplyAsync(string line, string usual, CancellationToken cancellationToken)
    {
        string reply = await _answer(line) ?? usual;
        if (reply == SendServer.Silence)
        {
            while (await ReadLineAsync(cancellationToken) is not null)
            {
            }
        }

        if (reply is SendServer.Silence or SendServer.Close)
        {
            return null;
        }

        await _stream.WriteAsync(Encoding.UTF8.GetBytes(reply + "\r\n"), cancellationToken);
        await _stream.FlushAsync(cancellationToken);

        // RFC 5321, section 3.8: who answers 421 closes.
        return reply.StartsWith("421", StringComparison.Ordinal) ? null : reply;
    }

    private async Task StartTlsAsync(SendServer server, CancellationToken cancellationToken)
    {
        var stream = new SslStream(_stream);
        _stream = stream;
        await stream.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificate = server.Certificate }, cancellationToken);
        _isUnderTls = true;
    }

    /// <summary>The content with its final dot; null where the connection ended before.</summary>
    private async Task<string?> ReadContentAsync(CancellationToken cancellationToken)
    {
        var content = new StringBuilder();
        while (await ReadLineAsync(cancellationToken) is { } line)
        {
            content.Append(line).Append("\r\n");
            if (line == ".")
            {
                return content.ToString();
            }
        }

        return null;
    }

    private async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new List<byte>();
        while (true)
        {
            if (_start == _end)
            {
                _start = 0;
                _end = await _stream.ReadAsync(_buffer, cancellationToken);
                if (_end == 0)
                {
                    return null;
                }
            }

            byte next = _buffer[_start++];
            if (next == '\n')
            {
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            }

            line.Add(next);
        }
    }
}
