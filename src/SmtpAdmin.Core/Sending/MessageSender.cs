using System;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Composing;

namespace SmtpAdmin.Core.Sending;

/// <summary>
/// Sends messages one after another through one server, as one user, over one connection that is kept between them.
/// <para>
/// A message is offered a second time only where the first attempt cannot have reached the server's queue: on a kept
/// connection that the server closed, or answered with 421, before it accepted MAIL. Once the content is written, a
/// connection lost leaves the outcome unknown, and the message is never sent again.
/// </para>
/// </summary>
internal sealed class MessageSender : IAsyncDisposable
{
    private const int ClosingCode = 421;
    private static readonly TimeSpan s_quitTimeout = TimeSpan.FromSeconds(2);

    private readonly SendOptions _options;
    private readonly SmtpEndpoint _server;
    private readonly TimeProvider _clock;
    private readonly MessageComposer _composer;
    private SenderConnection? _connection;

    public MessageSender(SendOptions options, TimeProvider? clock = null)
    {
        _options = options;
        _server = new SmtpEndpoint(options.Server.Host, options.EffectivePort);
        _clock = clock ?? TimeProvider.System;
        _composer = new MessageComposer(_clock);
    }

    /// <summary>Sends one message. What the server or the network refuses is in the outcome, not thrown.</summary>
    /// <exception cref="SmtpAdminException">The draft cannot be sent as it is: nothing was offered to the server.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<SendOutcome> SendAsync(MessageDraft draft, CancellationToken cancellationToken)
    {
        using ComposedMessage message = _composer.Compose(draft);
        var transaction = new SendTransaction(message.Recipients.Count);
        DateTimeOffset startedAt = _clock.GetUtcNow();
        long started = _clock.GetTimestamp();
        SmtpAdminException? failure = null;
        try
        {
            await TransmitAsync(message, transaction, cancellationToken).ConfigureAwait(false);
        }
        catch (SmtpAdminException exception) when (exception.Kind != ErrorKind.AttachmentUnreadable)
        {
            failure = exception;
        }
        finally
        {
            DropWhenUnusable(failure);
        }

        var report = new SendReport(message, transaction)
        {
            Server = _server,
            StartedAt = startedAt,
            Duration = _clock.GetElapsedTime(started),
        };
        return report.ToOutcome(failure);
    }

    /// <summary>Says QUIT, for a short while at most, and closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_connection is not { } connection)
        {
            return;
        }

        using var limit = new CancellationTokenSource(s_quitTimeout);
        await connection.CloseAsync(limit.Token).ConfigureAwait(false);
        Drop();
    }

    private async Task TransmitAsync(ComposedMessage message, SendTransaction transaction, CancellationToken cancellationToken)
    {
        if (_connection is { } kept && kept.CanCarry(message))
        {
            try
            {
                await kept.SendAsync(message, transaction, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (SmtpAdminException failure) when (IsStale(failure, transaction))
            {
                transaction.Restart();
            }
        }

        Drop();
        _connection = new SenderConnection(_options);
        await _connection.OpenAsync(transaction, cancellationToken).ConfigureAwait(false);
        await _connection.SendAsync(message, transaction, cancellationToken).ConfigureAwait(false);
    }

    private static bool IsStale(SmtpAdminException failure, SendTransaction transaction) =>
        !transaction.IsSenderAccepted
        && (failure.Kind == ErrorKind.ConnectionLost || failure.Reply is { Code: ClosingCode });

    private void DropWhenUnusable(SmtpAdminException? failure)
    {
        if (_connection is { IsOpen: false } || failure is { Reply.Code: ClosingCode })
        {
            Drop();
        }
    }

    private void Drop()
    {
        _connection?.Dispose();
        _connection = null;
    }
}
