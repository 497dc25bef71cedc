using System;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using SmtpAdmin.Core.Composing;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Core.Sending;

/// <summary>One connection to a server, signed in where a credential is given. Carries one message at a time.</summary>
internal sealed class SenderConnection : IDisposable
{
    private static readonly FormatOptions s_utf8Headers = CreateUtf8Headers();

    private readonly SendOptions _options;
    private readonly SmtpEndpoint _server;
    private readonly ServerCertificateTrust _trust;
    private readonly RecordingSmtpClient _client;
    private Socket? _socket;
    private bool _isUtf8Withheld;

    public SenderConnection(SendOptions options)
    {
        _options = options;
        _server = new SmtpEndpoint(options.Server.Host, options.EffectivePort);
        _trust = new ServerCertificateTrust(options.TrustedThumbprints);
        _client = new RecordingSmtpClient
        {
            CheckCertificateRevocation = options.CheckRevocation,
            ServerCertificateValidationCallback = _trust.Validate,
            Timeout = (int)options.Timeout.TotalMilliseconds,
        };
        if (options.LocalName is { } name)
        {
            _client.LocalDomain = name;
        }
    }

    /// <summary>Whether the connection can take another message.</summary>
    public bool IsOpen => _client.IsConnected;

    /// <summary>Whether this connection still has what the message needs.</summary>
    public bool CanCarry(ComposedMessage message) => !(_isUtf8Withheld && message.NeedsSmtpUtf8);

    /// <summary>Connects, protects the connection and signs in.</summary>
    /// <exception cref="SmtpAdminException">Any of this failed.</exception>
    public async Task OpenAsync(SendTransaction transaction, CancellationToken cancellationToken)
    {
        var target = new SmtpConnectionOptions { Server = _server, Timeouts = SmtpTimeouts.All(_options.Timeout) };
        _socket = await TcpConnector.ConnectAsync(target, cancellationToken).ConfigureAwait(false);
        using var deadline = new IoDeadline(_socket);
        deadline.Start(_options.Timeout, cancellationToken);
        try
        {
            await _client.ConnectAsync(_socket, _server.Host, target.Port, SocketSecurity(), cancellationToken)
                .ConfigureAwait(false);
            transaction.Stage = SendStage.Authenticate;
            await AuthenticateAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception exception)
        {
            throw deadline.IsOver
                ? deadline.Explain(exception, $"Signing on to {_server}")
                : MailKitFailure.Create(exception, transaction.Stage, _server, _trust.Refusal);
        }
    }

    /// <summary>Sends one message; what the server answers is kept in the transaction.</summary>
    /// <exception cref="SmtpAdminException">The server took the message for no recipient, or its answer is unknown.</exception>
    public async Task SendAsync(ComposedMessage message, SendTransaction transaction, CancellationToken cancellationToken)
    {
        transaction.Stage = SendStage.Transfer;
        transaction.IsEncrypted = _client.IsSecure;
        _client.Transaction = transaction;
        FormatOptions format = PrepareForAddresses(message);
        try
        {
            using (AbortOn(cancellationToken))
            {
                string reply = await _client.SendAsync(
                    format,
                    message.Content,
                    MimeMailbox.From(message.Sender),
                    MimeMailbox.FromAll(message.Recipients),
                    cancellationToken,
                    transaction).ConfigureAwait(false);
                transaction.FinalReply = MailKitReply.Create(SmtpStatusCode.Ok, reply);
            }
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception exception)
        {
            throw MailKitFailure.Create(exception, transaction.Stage, _server);
        }
    }

    /// <summary>Says QUIT and closes.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        using (AbortOn(cancellationToken))
        {
            await _client.DisconnectAsync(quit: true, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _socket?.Dispose();
    }

    // A TLS handshake on .NET Framework takes no token, so the socket is closed under it.
    private CancellationTokenRegistration AbortOn(CancellationToken cancellationToken) =>
        cancellationToken.Register(static socket => ((Socket?)socket)?.Dispose(), _socket);

    private SecureSocketOptions SocketSecurity() => _options.EffectiveSecurity switch
    {
        SmtpSecurity.None => SecureSocketOptions.None,
        SmtpSecurity.StartTls => SecureSocketOptions.StartTls,
        SmtpSecurity.ImplicitTls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.StartTlsWhenAvailable,
    };

    private async Task AuthenticateAsync(CancellationToken cancellationToken)
    {
        if (_options.Credential is not { } credential)
        {
            return;
        }

        if (!_client.IsSecure && !_options.AllowPlaintextCredential)
        {
            throw new SmtpAdminException(ErrorKind.CredentialNeedsTls, $"{_server} was reached without TLS.");
        }

        await _client.AuthenticateAsync(credential, cancellationToken).ConfigureAwait(false);
    }

    // MailKit writes U-labels to every server that offers SMTPUTF8. A-labels reach every server beyond it as well, so
    // the extension is withheld until a local part needs it; MailKit cannot give it back on the same connection.
    private FormatOptions PrepareForAddresses(ComposedMessage message)
    {
        bool isOffered = (_client.Capabilities & SmtpCapabilities.UTF8) != 0;
        if (!message.NeedsSmtpUtf8)
        {
            _isUtf8Withheld |= isOffered;
            _client.Capabilities &= ~SmtpCapabilities.UTF8;
            return FormatOptions.Default;
        }

        return isOffered
            ? s_utf8Headers
            : throw new SmtpAdminException(
                ErrorKind.SmtpUtf8NotOffered,
                $"An address has characters beyond ASCII before its '@', and {_server} does not offer SMTPUTF8.");
    }

    private static FormatOptions CreateUtf8Headers()
    {
        FormatOptions options = FormatOptions.Default.Clone();
        options.International = true;
        return options;
    }
}
