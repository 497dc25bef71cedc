using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Addressing;
using SmtpAdmin.Core.Authentication.Diagnosis;
using SmtpAdmin.Core.Composing;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Core.Sending;

/// <summary>
/// One connection to a server, kept between messages.
/// <para>
/// A message goes to a second, fresh connection only where the first cannot have taken it: a kept connection that was
/// closed meanwhile, or whose server says that it has had enough messages or is closing (421). Once the content's end
/// is written and no reply came, the outcome is unknown, and the message is never offered again from here.
/// </para>
/// </summary>
internal sealed class ServerCarrier : IMessageCarrier
{
    private readonly ServerRoute _route;
    private SmtpSession? _session;
    private Task<OpenedSession>? _opening;
    private SmtpConnectionInfo? _connection;
    private int _messages;

    public ServerCarrier(ServerRoute route)
    {
        _route = route;
    }

    public void Prepare(CancellationToken cancellationToken)
    {
        if (_session is null)
        {
            // On another thread: what a connection needs first is work too, of the runtime above all.
            _opening ??= Task.Run(() => ConnectAsync(cancellationToken), CancellationToken.None);
        }
    }

    public async Task<CarrierReport> SendAsync(
        OutgoingMessage message, IReadOnlyList<MailAddress> recipients, CancellationToken cancellationToken)
    {
        while (true)
        {
            long started = Stopwatch.GetTimestamp();
            bool isKept = await DropWhenSpentAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                await OpenAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (SmtpAdminException failure)
            {
                return NotOffered(recipients, failure, Elapsed(started));
            }

            TimeSpan connecting = isKept ? TimeSpan.Zero : Elapsed(started);
            if (MissingExtension(message) is { } missing)
            {
                return NotOffered(recipients, missing, connecting);
            }

            _messages++;
            TransactionResult result = await TransmitAsync(message, recipients, cancellationToken).ConfigureAwait(false);
            if (isKept && SpentConnection.Is(result))
            {
                await CloseAsync(cancellationToken).ConfigureAwait(false);
                continue;
            }

            return Report(message, result, connecting);
        }
    }

    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        SmtpSession? session = _session ?? await TakePreparedAsync().ConfigureAwait(false);
        _session = null;
        if (session is not null)
        {
            await session.CloseAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (_session is not null)
        {
            return;
        }

        Task<OpenedSession> opening = _opening ?? ConnectAsync(cancellationToken);
        _opening = null;
        OpenedSession opened = await opening.ConfigureAwait(false);
        if (opened.Session.IsStale)
        {
            // It was opened for a message that could not be composed, and has waited too long since.
            await opened.Session.CloseAsync(cancellationToken).ConfigureAwait(false);
            opened = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        }

        (_session, _connection) = opened;
        _messages = 0;
    }

    // A connection whose message could not be composed waits for the next one, or for the end.
    private async Task<SmtpSession?> TakePreparedAsync()
    {
        try
        {
            return _opening is { } opening ? (await opening.ConfigureAwait(false)).Session : null;
        }
        catch (Exception failure) when (failure is SmtpAdminException or OperationCanceledException)
        {
            // No message is there to report it with.
            return null;
        }
        finally
        {
            _opening = null;
        }
    }

    private async Task<OpenedSession> ConnectAsync(CancellationToken cancellationToken)
    {
        int number = _route.NextConnectionNumber();
        SmtpSession session = await _route.OpenAsync(number, cancellationToken).ConfigureAwait(false);
        return new OpenedSession(session, new SmtpConnectionInfo
        {
            Number = number,
            Server = _route.Server,
            RemoteAddress = session.RemoteEndPoint.ToString(),
            LocalAddress = session.LocalEndPoint.ToString(),
            TlsProtocol = session.Tls?.Protocol,
            TlsCipherSuite = session.Tls?.CipherSuite,
        });
    }

    private async Task<TransactionResult> TransmitAsync(
        OutgoingMessage message, IReadOnlyList<MailAddress> recipients, CancellationToken cancellationToken)
    {
        try
        {
            return await _session!.SendAsync(
                OutgoingEnvelope.From(message, recipients), message.Content.WriteToAsync, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // Cancelled or unreadable half way: the dialogue cannot be taken up again.
            _session?.Abort();
            _session = null;
            throw;
        }
    }

    private SmtpAdminException? MissingExtension(OutgoingMessage message)
    {
        SessionExtensions offered = _session!.Extensions;
        return message.Content.Is8Bit && !offered.EightBitMime
            ? new SmtpAdminException(ErrorKind.EightBitNotOffered, $"{_route.Server} does not offer 8BITMIME.")
            : message.Content.HasUtf8Header && !offered.SmtpUtf8
            ? new SmtpAdminException(ErrorKind.SmtpUtf8NotOffered, $"{_route.Server} does not offer SMTPUTF8.")
            : null;
    }

    private CarrierReport Report(OutgoingMessage message, TransactionResult result, TimeSpan connecting) => new()
    {
        Recipients = message.DeliveryStatus is null ? result.Recipients : [.. result.Recipients.Select(WithPromise)],
        Reply = result.Reply,
        Failure = SendFailure.From(result, _route.Server) is { } failure
            ? AuthenticationDiagnosis.Explain(failure, _session?.SignedIn)
            : null,
        Server = _route.Server,
        Connection = _connection,
        ConnectDuration = connecting,
    };

    // RFC 3461, section 4: a server that offers DSN and accepts the recipient has taken the request on.
    private RecipientResult WithPromise(RecipientResult row) => row.Status == RecipientStatus.Accepted
        ? row with { WillNotify = _session?.Extensions.DeliveryStatus }
        : row;

    private CarrierReport NotOffered(
        IReadOnlyList<MailAddress> recipients, SmtpAdminException failure, TimeSpan connecting) =>
        RecipientRows.NotOffered(recipients, failure) with
        {
            Server = _route.Server,
            Connection = _session is null ? null : _connection,
            ConnectDuration = connecting,
        };

    /// <returns>Whether a kept connection is left.</returns>
    private async ValueTask<bool> DropWhenSpentAsync(CancellationToken cancellationToken)
    {
        if (_session is { } session && (!session.IsOpen || session.IsStale || _messages >= _route.MaxMessagesPerConnection))
        {
            await CloseAsync(cancellationToken).ConfigureAwait(false);
        }

        return _session is not null;
    }

    private static TimeSpan Elapsed(long started) =>
        TimeSpan.FromSeconds((Stopwatch.GetTimestamp() - started) / (double)Stopwatch.Frequency);

    private sealed record OpenedSession(SmtpSession Session, SmtpConnectionInfo Connection);
}
