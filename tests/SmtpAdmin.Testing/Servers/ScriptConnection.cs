using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Security;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Testing.Servers;

/// <summary>The server's end of one connection: lines in, bytes out, all of it in the transcript.</summary>
internal sealed class ScriptConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly Transcript _transcript;
    private readonly byte[] _buffer = new byte[4096];
    private Stream _stream;
    private int _start;
    private int _end;

    public ScriptConnection(Socket socket, Transcript transcript)
    {
        _socket = socket;
        _transcript = transcript;
        _stream = new NetworkStream(socket, ownsSocket: true);
    }

    /// <summary>Sends bytes in one write.</summary>
    public async Task SendAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        _transcript.Add("S:", Encoding.Latin1.GetString(bytes));
        await _stream.WriteAsync(bytes, cancellationToken);
        await _stream.FlushAsync(cancellationToken);
    }

    /// <summary>Reads up to LF, or to the end of the connection; null where nothing came before that.</summary>
    public async Task<string?> ReadLineAsync(CancellationToken cancellationToken)
    {
        byte[] line = await ReadUntilAsync("\n"u8.ToArray(), cancellationToken);
        string text = Encoding.UTF8.GetString(line);
        _transcript.Add("C:", line.Length == 0 ? "(closed)" : text);
        return line.Length == 0 ? null : text.TrimEnd('\r', '\n');
    }

    /// <summary>Reads a message's content up to and with CRLF.CRLF, or the lone dot of an empty one.</summary>
    public async Task<byte[]> ReadContentAsync(CancellationToken cancellationToken)
    {
        byte[] content = await ReadUntilAsync("\r\n.\r\n"u8.ToArray(), cancellationToken, ".\r\n"u8.ToArray());
        _transcript.Add("C:", Encoding.Latin1.GetString(content));
        return content;
    }

    public Task StartTlsAsync(X509Certificate2 certificate, CancellationToken cancellationToken) =>
        StartTlsAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, cancellationToken);

    public async Task StartTlsAsync(SslServerAuthenticationOptions options, CancellationToken cancellationToken)
    {
        var stream = new SslStream(_stream);
        _stream = stream;
        await stream.AuthenticateAsServerAsync(options, cancellationToken);
        _transcript.Add("--", stream.SslProtocol.ToString());
    }

    /// <summary>Resets the connection, so that the client sees it lost.</summary>
    public void Drop()
    {
        _transcript.Add("--", "dropped");
        _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        _socket.Close();
    }

    public void Dispose() => _stream.Dispose();

    public static bool IsConnectionFailure(Exception failure) => failure is IOException or SocketException
        or ObjectDisposedException or AuthenticationException or InvalidOperationException;

    private async Task<byte[]> ReadUntilAsync(byte[] end, CancellationToken cancellationToken, byte[]? wholeEnd = null)
    {
        var bytes = new List<byte>();
        while (await HasByteAsync(cancellationToken))
        {
            bytes.Add(_buffer[_start++]);
            if (EndsWith(bytes, end) || (bytes.Count == wholeEnd?.Length && EndsWith(bytes, wholeEnd)))
            {
                break;
            }
        }

        return [.. bytes];
    }

    private async Task<bool> HasByteAsync(CancellationToken cancellationToken)
    {
        if (_start == _end)
        {
            _start = _end = 0;
            _end = await _stream.ReadAsync(_buffer, cancellationToken);
        }

        return _start < _end;
    }

    private static bool EndsWith(List<byte> bytes, byte[] end) =>
        bytes.Count >= end.Length && CollectionsMarshal.AsSpan(bytes).EndsWith(end);
}
