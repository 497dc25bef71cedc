using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Protocol;
using SmtpAdmin.Relay.Session;

namespace SmtpAdmin.Relay.Faults;

/// <summary>Plays the faults of the plan in one session.</summary>
internal sealed class SessionFaults(FaultPlan plan, SmtpSession session)
{
    private bool _isInContent;
    private RelayFault? _content;

    /// <summary>Strikes instead of the greeting, where a fault is due.</summary>
    /// <returns>Whether the relay's own greeting is not to be given.</returns>
    public ValueTask<bool> GreetAsync(CancellationToken cancellationToken) =>
        PlayAsync(plan.Find(RelayFaultStage.Connect, [session.Client.Address]), cancellationToken);

    /// <summary>Strikes instead of a command, where a fault is due.</summary>
    /// <returns>Whether the command is not to be carried out.</returns>
    public ValueTask<bool> ExecuteAsync(Command command, CancellationToken cancellationToken) => command.Verb switch
    {
        _ when plan.IsEmpty => new ValueTask<bool>(false),
        Verb.Ehlo or Verb.Helo => StrikeAsync(RelayFaultStage.Hello, [command.Argument], cancellationToken),
        Verb.StartTls => StrikeAsync(RelayFaultStage.StartTls, [session.Client.Address], cancellationToken),
        Verb.Auth => StrikeAsync(RelayFaultStage.Auth, [command.Argument.Split(' ')[0]], cancellationToken),
        Verb.Mail => StrikeAsync(RelayFaultStage.Mail, [Path(command.Argument)], cancellationToken),
        Verb.Rcpt => StrikeAsync(RelayFaultStage.Rcpt, [Path(command.Argument)], cancellationToken),
        Verb.Data => StrikeAsync(RelayFaultStage.Data, Correspondents, cancellationToken),
        _ => new ValueTask<bool>(false),
    };

    /// <summary>Slows down or cuts a message's content, where a fault is due.</summary>
    /// <exception cref="IOException">The connection is to be closed without a word.</exception>
    public async ValueTask ReadContentAsync(long length, CancellationToken cancellationToken)
    {
        if (!_isInContent)
        {
            _isInContent = true;
            _content = plan.Find(RelayFaultStage.Content, Correspondents);
            if (_content is { Delay: { } delay } && delay > TimeSpan.Zero)
            {
                await session.PauseAsync(delay, cancellationToken).ConfigureAwait(false);
            }
        }

        if (_content is { Disconnect: true })
        {
            throw new IOException("A fault that was asked for: the connection ends inside the content.");
        }

        if (_content is { BytesPerSecond: { } rate })
        {
            await session.PauseAsync(TimeSpan.FromSeconds((double)length / rate), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Strikes instead of the reply to the content's end, where a fault is due.</summary>
    /// <returns>Whether the message is not to be taken.</returns>
    public ValueTask<bool> EndAsync(CancellationToken cancellationToken)
    {
        _isInContent = false;
        return StrikeAsync(RelayFaultStage.End, Correspondents, cancellationToken);
    }

    private IEnumerable<string> Correspondents =>
        session.Transaction.Recipients.Select(recipient => recipient.Address).Prepend(
            session.Transaction.ReversePath.ToString());

    // What stands between the angle brackets; whether it is an address is not decided here.
    private static string Path(string argument)
    {
        int start = argument.IndexOf('<', StringComparison.Ordinal) + 1;
        int end = argument.IndexOf('>', start);
        return end < 0 ? argument : argument[start..end];
    }

    private ValueTask<bool> StrikeAsync(
        RelayFaultStage stage, IEnumerable<string> subjects, CancellationToken cancellationToken) =>
        PlayAsync(plan.Find(stage, subjects), cancellationToken);

    private async ValueTask<bool> PlayAsync(RelayFault? fault, CancellationToken cancellationToken)
    {
        if (fault is null)
        {
            return false;
        }

        if (fault.Delay > TimeSpan.Zero)
        {
            await session.PauseAsync(fault.Delay, cancellationToken).ConfigureAwait(false);
        }

        if (fault.Disconnect)
        {
            session.Abandon();
        }
        else if (fault.Reply is { } reply)
        {
            // RFC 5321, section 3.8: 421 ends the session; a refused greeting leaves nothing to go on with either.
            bool isLast = reply.Code == 421 || fault.Stage == RelayFaultStage.Connect;
            session.ReplyAsPlayed(new Reply(reply.Code, reply.EnhancedStatus?.ToString(), reply.Lines), isLast);
        }

        return fault.Disconnect || fault.Reply is not null;
    }
}
