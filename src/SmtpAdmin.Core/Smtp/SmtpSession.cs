using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Authentication;

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
        Extensions = new SessionExtensions(ehlo);
    }

    public SmtpReply Greeting { get; }

    /// <summary>What the server offered last: under TLS where there is TLS.</summary>
    public EhloResponse Ehlo { get; }

    public SessionExtensions Extensions { get; }

    /// <summary>How the session was signed in, which a later refusal may be about; null where it was not.</summary>
    public AuthenticationFacts? SignedIn { get; init; }

    public IPEndPoint RemoteEndPoint => _connection.RemoteEndPoint;

    public IPEndPoint LocalEndPoint => _connection.LocalEndPoint;

    public TlsDetails? Tls => _connection.Tls;

    public bool IsEncrypted => _connection.IsEncrypted;

    /// <summary>Whether another message can go over this session.</summary>
    public bool IsOpen => _connection.IsOpen;

    /// <summary>
    /// Whether the server has said or closed something since the last message: a session between two messages is silent,
    /// so that what waits now is a farewell.
    /// </summary>
    public bool IsStale => _connection.IsStale;

    /// <summary>Opens a session: see <see cref="SmtpSessionOpener"/>.</summary>
    public static Task<SmtpSession> OpenAsync(SmtpConnectionOptions options, CancellationToken cancellationToken) =>
        SmtpSessionOpener.OpenAsync(options, cancellationToken);

    /// <summary>Sends one message. Refusals and a lost connection are in the result, not thrown.</summary>
    /// <param name="envelope">Sender and recipients.</param>
    /// <param name="content">Writes the message.</param>
    /// <param name="cancellationToken">Cancels; after the message's end the result says OutcomeUnknown.</param>
    /// <exception cref="SmtpAdminException">AddressInvalid: a path cannot carry one of the mailboxes.</exception>
    /// <exception cref="Exception">What <paramref name="content"/> throws; the session is closed.</exception>
    public async Task<TransactionResult> SendAsync(
        SmtpEnvelope envelope, ContentWriter content, CancellationToken cancellationToken)
    {
        var transaction = new SmtpTransaction(_connection, envelope, Extensions);
        if (FindObstacle(envelope) is { } obstacle)
        {
            return new TransactionRecord(envelope.Recipients) { Failure = obstacle }.ToResult();
        }

        bool resetFirst = _needsReset;
        _needsReset = true;
        TransactionResult result = await transaction
            .RunAsync(resetFirst, content, cancellationToken).ConfigureAwait(false);
        _needsReset = result.Recipients.All(recipient => recipient.Status != RecipientStatus.Accepted);
        return result;
    }

    /// <summary>Says QUIT, waits a few seconds for the reply at most, and closes.</summary>
    public async ValueTask DisposeAsync() => await CloseAsync(CancellationToken.None).ConfigureAwait(false);

    /// <summary>Says QUIT, waits a few seconds for the reply at most or until cancelled, and closes.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _connection.QuitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The connection is closed, which was what mattered.
        }
    }

    /// <summary>Closes without QUIT.</summary>
    public void Abort() => _connection.Abort();

    private SmtpAdminException? FindObstacle(SmtpEnvelope envelope)
    {
        if (Extensions.MaximumSize > 0 && envelope.Size > Extensions.MaximumSize)
        {
            // RFC 1870, section 6.2: a client need not offer what the server has said it will refuse.
            string detail = $"The message has {envelope.Size} bytes; the server takes {Extensions.MaximumSize} (RFC 1870).";
            return new SmtpAdminException(ErrorKind.MessageTooLarge, detail);
        }

        // RFC 6531, section 3.1: an address beyond ASCII goes only to a server that offers SMTPUTF8.
        return !Extensions.SmtpUtf8 && envelope.NeedsSmtpUtf8
            ? new SmtpAdminException(
                ErrorKind.SmtpUtf8NotOffered, "An address has characters beyond ASCII before its '@'.")
            : null;
    }
}
