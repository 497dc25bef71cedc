using System;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Protocol;

namespace SmtpAdmin.Relay.Session;

/// <summary>
/// A message that comes by BDAT, from its first chunk to its last (RFC 3030, section 2). What is not declared as
/// BINARYMIME is made of lines, and the same holds for it as for DATA: no bare CR, no bare LF, no NUL.
/// </summary>
internal sealed class ChunkedMessage : IAsyncDisposable
{
    private readonly MessageIntake _intake;
    private readonly LineEndChecker? _lineEnds;

    private ChunkedMessage(MessageIntake intake, bool isBinary)
    {
        _intake = intake;
        _lineEnds = isBinary ? null : new LineEndChecker();
    }

    public bool IsRefused => _intake.Refusal is not null;

    /// <summary>Opens the store for the message.</summary>
    public static async ValueTask<ChunkedMessage> BeginAsync(
        SmtpSession session, Envelope envelope, CancellationToken cancellationToken)
    {
        var intake = new MessageIntake(session.Context, envelope.Id, cancellationToken);
        await intake.BeginAsync(envelope, session.Client.IsExtended).ConfigureAwait(false);
        return new ChunkedMessage(intake, envelope.IsBinaryMime);
    }

    /// <summary>Refuses the message at once where a chunk of this size would take it over its limit.</summary>
    public ValueTask ExpectAsync(long size) =>
        _intake.HasRoomFor(size) ? default : _intake.RefuseAsync(Replies.MessageTooLarge);

    /// <summary>Takes the next part of a chunk.</summary>
    public async ValueTask AddAsync(ReadOnlyMemory<byte> content)
    {
        _lineEnds?.Add(content.Span);
        await CheckLineEndsAsync().ConfigureAwait(false);
        await _intake.AddAsync(content).ConfigureAwait(false);
    }

    /// <summary>Ends the message, which was refused or is to be committed.</summary>
    public async ValueTask EndAsync(SmtpSession session, CancellationToken cancellationToken)
    {
        _lineEnds?.End();
        await CheckLineEndsAsync().ConfigureAwait(false);
        await session.EndMessageAsync(_intake, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => _intake.DisposeAsync();

    private ValueTask CheckLineEndsAsync() =>
        _lineEnds is { IsMalformed: true } ? _intake.RefuseAsync(Replies.MessageMalformed) : default;
}
