using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Smtp;

/// <summary>An open session with a server, over which one message after the other can go.</summary>
internal sealed class SmtpSession : IAsyncDisposable
{
    private readonly SmtpConnection _connection;
    private bool _needsReset;

    public SmtpSession(SmtpConnection connection, SmtpReply greeting, EhloResponse ehlo)
    {
        _connection = connection;
        Greeting = greeting;
        Ehlo = ehlo;
    }

    public SmtpReply Greeting { get; }

    /// <summary>What the server offered last: under TLS where there is TLS.</summary>
    public EhloResponse Ehlo { get; }

    public IPEndPoint RemoteEndPoint => _connection.RemoteEndPoint;

    public TlsDetails? Tls => _connection.Tls;

    public bool IsEncrypted => _connection.IsEncrypted;

    /// <summary>Whether another message can go over this session.</summary>
    public bool IsOpen => _connection.IsOpen;

    /// <summary>Opens a session: see <see cref="SmtpSessionOpener"/>.</summary>
    public static Task<SmtpSession> OpenAsync(SmtpConnectionOptions options, CancellationToken cancellationToken) =>
        SmtpSessionOpener.OpenAsync(options, cancellationToken);

    /// <summary>Sends one message. Refusals and a lost connection are in the result, not thrown.</summary>
    /// <param name="reversePath">The sender without angle brackets; empty for the null reverse-path.</param>
    /// <param name="recipients">The recipients without angle brackets.</param>
    /// <param name="content">The message; read from where it stands to its end, and left open.</param>
    /// <param name="size">The message's size in bytes, or 0 where it is not known.</param>
    /// <param name="is8Bit">Whether the message holds bytes above 127.</param>
    /// <param name="cancellationToken">Cancels; after the message's end the result says OutcomeUnknown.</param>
    /// <exception cref="SmtpAdminException">AddressInvalid: a path cannot carry one of the mailboxes.</exception>
    /// <exception cref="IOException">The content could not be read; the session is closed.</exception>
    public async Task<TransactionResult> SendAsync(
        string reversePath,
        IReadOnlyList<string> recipients,
        Stream content,
        long size,
        bool is8Bit,
        CancellationToken cancellationToken)
    {
        bool isInternational = !recipients.Append(reversePath).All(SmtpPath.IsAscii);
        string mail = MailCommand(reversePath, size, is8Bit, isInternational);
        var transaction = new SmtpTransaction(_connection, Ehlo, mail, recipients);
        if (FindObstacle(size, isInternational) is { } obstacle)
        {
            return new TransactionRecord(recipients) { Failure = obstacle }.ToResult();
        }

        bool resetFirst = _needsReset;
        _needsReset = true;
        TransactionResult result = await transaction
            .RunAsync(resetFirst, content, cancellationToken).ConfigureAwait(false);
        _needsReset = result.Recipients.All(recipient => recipient.Status != RecipientStatus.Accepted);
        return result;
    }

    /// <summary>Says QUIT, waits a few seconds for the reply at most, and closes.</summary>
    public async ValueTask DisposeAsync() =>
        await _connection.QuitAsync(CancellationToken.None).ConfigureAwait(false);

    private string MailCommand(string reversePath, long size, bool is8Bit, bool isInternational)
    {
        string command = $"MAIL FROM:{SmtpPath.Format(reversePath)}";
        if (size > 0 && Ehlo.Supports("SIZE"))
        {
            command += FormattableString.Invariant($" SIZE={size}");
        }

        if (is8Bit && Ehlo.Supports("8BITMIME"))
        {
            command += " BODY=8BITMIME";
        }

        return isInternational ? $"{command} SMTPUTF8" : command;
    }

    private SmtpAdminException? FindObstacle(long size, bool isInternational)
    {
        if (Ehlo.Size > 0 && size > Ehlo.Size)
        {
            return new SmtpAdminException(
                ErrorKind.MessageTooLarge,
                FormattableString.Invariant($"The message has {size} bytes; the server takes {Ehlo.Size} (RFC 1870)."));
        }

        // RFC 6531, section 3.1: an address beyond ASCII goes only to a server that offers SMTPUTF8.
        return isInternational && !Ehlo.Supports("SMTPUTF8")
            ? new SmtpAdminException(
                ErrorKind.AddressInvalid, "The server does not offer SMTPUTF8, which an address in the envelope needs.")
            : null;
    }
}
