using System;
using System.Buffers;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Smtp;

/// <summary>Commands out, replies in: SMTP's client side, without knowledge of what the commands mean.</summary>
internal sealed class SmtpConnection : IAsyncDisposable
{
    private const int ServiceClosing = 421;
    private static readonly TimeSpan s_quitTimeout = TimeSpan.FromSeconds(3);

    private readonly SmtpConnectionOptions _options;
    private readonly SmtpTransport _transport;
    private readonly SmtpReplyParser _parser = new();
    private readonly DialogueState _state = new();
    private readonly ConnectionTranscript? _transcript;
    private readonly byte[] _buffer = new byte[4096];
    private byte[] _lines = new byte[512];
    private long _contentLength;
    private int _start;
    private int _end;
    private bool _isClosing;

    private SmtpConnection(SmtpConnectionOptions options, SmtpTransport transport)
    {
        _options = options;
        _transport = transport;
        if (options.Transcript is { } transcript)
        {
            _transcript = new ConnectionTranscript(transcript, options.ConnectionNumber, options.TimeProvider);
            _transcript.Opened(transport.LocalEndPoint, transport.RemoteEndPoint);
            _parser.LineRead = line => _transcript.Received(line, _state.IsSigningIn);
        }
    }

    public IPEndPoint RemoteEndPoint => _transport.RemoteEndPoint;

    public IPEndPoint LocalEndPoint => _transport.LocalEndPoint;

    public TlsDetails? Tls => _transport.Tls;

    public bool IsEncrypted => Tls is not null;

    /// <summary>Whether a further command makes sense: nothing failed and the server did not say 421.</summary>
    public bool IsOpen => !_transport.IsClosed && !_isClosing;

    /// <summary>Whether the server sent something that was not read yet.</summary>
    public bool HasInput => _start < _end || _transport.HasInput;

    /// <summary>
    /// Whether a connection that was kept without use is no use any more: the server closed it, or said something on its
    /// own. One system call, to be asked before a message is offered over it.
    /// </summary>
    public bool IsStale => !IsOpen || _start < _end || _transport.IsStale;

    /// <summary>Whether the end of the last content may have reached the server.</summary>
    public bool IsContentEndSent { get; private set; }

    /// <summary>Connects, with TLS from the first byte where the options ask for it. Reads nothing.</summary>
    /// <exception cref="SmtpAdminException">
    /// HostNotFound, ConnectionRefused, HostUnreachable, ConnectionTimeout, LocalAddressInvalid, or as EncryptAsync.
    /// </exception>
    public static async Task<SmtpConnection> OpenAsync(
        SmtpConnectionOptions options, CancellationToken cancellationToken)
    {
        Socket socket = await TcpConnector.ConnectAsync(options, cancellationToken).ConfigureAwait(false);
        var connection = new SmtpConnection(options, new SmtpTransport(socket));
        if (options.EffectiveSecurity == SmtpSecurity.ImplicitTls)
        {
            await connection.EncryptAsync(cancellationToken).ConfigureAwait(false);
        }

        return connection;
    }

    /// <exception cref="SmtpAdminException">ConnectionTimeout, ConnectionLost or ProtocolViolation.</exception>
    public Task<SmtpReply> ReadReplyAsync(CancellationToken cancellationToken) =>
        ReadReplyAsync(_state.TimeToAnswer(_options.Timeouts), cancellationToken);

    /// <summary>Reads the reply to the message's end, which may take its time.</summary>
    public Task<SmtpReply> ReadDataEndReplyAsync(CancellationToken cancellationToken)
    {
        _state.AwaitingContentEnd();
        _transcript?.ContentSent(_contentLength);
        return ReadReplyAsync(_options.Timeouts.DataEnd, cancellationToken);
    }

    public async Task<SmtpReply> ExecuteAsync(string command, CancellationToken cancellationToken)
    {
        await SendCommandsAsync([command], cancellationToken).ConfigureAwait(false);
        return await ReadReplyAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends all commands, then reads a reply to each (RFC 2920); both must fit a TCP window.</summary>
    public async Task<IReadOnlyList<SmtpReply>> ExecutePipelinedAsync(
        IReadOnlyList<string> commands, CancellationToken cancellationToken)
    {
        await SendCommandsAsync(commands, cancellationToken).ConfigureAwait(false);
        var replies = new List<SmtpReply>(commands.Count);
        while (replies.Count < commands.Count)
        {
            replies.Add(await ReadReplyAsync(cancellationToken).ConfigureAwait(false));
        }

        return replies;
    }

    /// <summary>Sends commands in one write, for a caller that reads the replies one by one.</summary>
    public Task SendCommandsAsync(IReadOnlyList<string> commands, CancellationToken cancellationToken) =>
        SendCommandsAsync(commands, _options.Timeouts.Command, cancellationToken);

    /// <summary>Encrypts the connection, after the server answered 220 to STARTTLS.</summary>
    /// <exception cref="SmtpAdminException">ProtocolViolation, or as EncryptAsync.</exception>
    public async Task StartTlsAsync(CancellationToken cancellationToken)
    {
        // RFC 3207, section 4: the server sends nothing between its 220 and the handshake. What is there now came in
        // plaintext, from anyone on the path, and would be taken for a reply given under TLS.
        if (HasInput)
        {
            Abort();
            throw new SmtpAdminException(
                ErrorKind.ProtocolViolation,
                "The server sent data between its reply to STARTTLS and the TLS handshake.");
        }

        await EncryptAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes the TLS handshake: on a new connection for implicit TLS (RFC 8314, section 3.3).</summary>
    /// <exception cref="SmtpAdminException">
    /// TlsHandshakeFailed, ConnectionTimeout, CertificateInvalid, CertificateRevoked, CertificateRevocationUnknown,
    /// ClientCertificateInvalid or ClientCertificateRefused.
    /// </exception>
    public async Task EncryptAsync(CancellationToken cancellationToken)
    {
        try
        {
            var handshake = new TlsHandshake(_options);
            await _transport.EncryptAsync(handshake, _options.Timeouts.Tls, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            Abort();
            throw;
        }

        _transcript?.Encrypted(Tls!);
    }

    /// <summary>
    /// Sends a message's content and its end, after the server answered 354. The reply is the caller's to read. Where
    /// this fails the connection is closed: there is no other way to take back half a message.
    /// </summary>
    public async Task SendContentAsync(ContentWriter writeContent, CancellationToken cancellationToken)
    {
        IsContentEndSent = false;
        _contentLength = 0;
        byte[] block = ArrayPool<byte>.Shared.Rent(ContentStream.BufferSize);
        try
        {
            using var stream = new ContentStream(block, WriteAsync);
            await writeContent(stream, cancellationToken).ConfigureAwait(false);
            IsContentEndSent = true;
            await stream.FinishAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            _transport.Dispose();
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    /// <summary>Says QUIT where that makes sense, waits a few seconds at most for the reply, and closes.</summary>
    /// <returns>The reply, or null where none came.</returns>
    public async Task<SmtpReply?> QuitAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!IsOpen)
            {
                return null;
            }

            await SendCommandsAsync(["QUIT"], s_quitTimeout, cancellationToken).ConfigureAwait(false);
            return await ReadReplyAsync(s_quitTimeout, cancellationToken).ConfigureAwait(false);
        }
        catch (SmtpAdminException)
        {
            // The dialogue is over; how it ends changes nothing.
            return null;
        }
        finally
        {
            Abort();
        }
    }

    /// <summary>Closes without QUIT.</summary>
    public void Abort()
    {
        _transport.Dispose();
        _transcript?.Closed();
    }

    /// <summary>Closes without QUIT.</summary>
    public ValueTask DisposeAsync()
    {
        Abort();
        return default;
    }

    private Task SendCommandsAsync(
        IReadOnlyList<string> commands, TimeSpan timeout, CancellationToken cancellationToken)
    {
        int count = CommandLine.Encode(commands, ref _lines);
        bool isSigningIn = _state.IsSigningIn;
        _state.Sending(commands);
        if (_transcript is not null)
        {
            foreach (string command in commands)
            {
                _transcript.Sent(command, isSigningIn);
                isSigningIn |= DialogueState.IsAuth(command);
            }
        }

        return _transport.WriteAsync(_lines, count, _state, timeout, cancellationToken);
    }

    private async Task<SmtpReply> ReadReplyAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        if (TakeReply() is { } waiting)
        {
            return waiting;
        }

        // One deadline for the whole reply: a server that sends a byte a minute gets no more time than a silent one.
        _transport.StartReading(timeout, cancellationToken);
        try
        {
            while (true)
            {
                _end = await _transport.ReadAsync(_buffer, _state).ConfigureAwait(false);
                if (TakeReply() is { } reply)
                {
                    return reply;
                }
            }
        }
        finally
        {
            _transport.EndReading();
        }
    }

    private SmtpReply? TakeReply()
    {
        SmtpReply? reply = _start < _end ? ParseReply() : null;
        if (reply is not null)
        {
            _state.Answered(reply);
            _isClosing |= reply.Code == ServiceClosing;
        }

        return reply;
    }

    private SmtpReply? ParseReply()
    {
        try
        {
            SmtpReply? reply = _parser.Parse(_buffer.AsSpan(_start, _end - _start), out int consumed);
            _start += consumed;
            if (_start == _end)
            {
                _start = _end = 0;
            }

            return reply;
        }
        catch (SmtpAdminException)
        {
            Abort();
            throw;
        }
    }

    private async Task WriteAsync(byte[] buffer, int count, CancellationToken cancellationToken)
    {
        _state.SendingContent();
        await _transport.WriteAsync(buffer, count, _state, _options.Timeouts.DataBlock, cancellationToken)
            .ConfigureAwait(false);
        _contentLength += count;
    }
}
