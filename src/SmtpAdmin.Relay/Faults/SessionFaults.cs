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
    public async ValueTask<bool> GreetAsync(CancellationToken cancellationToken)
    {
        RelayFault? fault = plan.Find(RelayFaultStage.Connect, [session.Client.Address]);
        return await StrikesAsync(fault, cancellationToken).ConfigureAwait(false) && Answer(fault!, isLast: true);
    }

    /// <summary>Strikes instead of a command, where a fault is due; what belongs to the command is still taken.</summary>
    /// <returns>Whether the command is not to be carried out.</returns>
    public async ValueTask<bool> ExecuteAsync(
        Command command, ICommandHandler handler, CancellationToken cancellationToken)
    {
        RelayFault? fault = plan.IsEmpty ? null : Find(command);
        if (!await StrikesAsync(fault, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        if (command.Verb != Verb.Bdat || fault!.Reply is null)
        {
            return Answer(fault!, isLast: false);
        }

        await handler.RefuseAsync(session, command.Argument, Played(fault.Reply), cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Slows down or cuts a message's content, where a fault is due.</summary>
    /// <exception cref="IOException">The connection is to be closed without a word.</exception>
    public async ValueTask ReadContentAsync(long length, CancellationToken cancellationToken)
    {
        if (!_isInContent)
        {
            _isInContent = true;
            _content = plan.Find(RelayFaultStage.Content, Correspondents);
            await PauseAsync(_content?.Delay ?? TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        }

        if (_content is { Disconnect: true })
        {
            throw new IOException("A fault that was asked for: the connection ends inside the content.");
        }

        if (_content is { BytesPerSecond: { } rate })
        {
            await PauseAsync(TimeSpan.FromSeconds((double)length / rate), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Strikes instead of the reply to the content's end, where a fault is due.</summary>
    /// <returns>Whether the message is not to be taken.</returns>
    public async ValueTask<bool> EndAsync(CancellationToken cancellationToken)
    {
        _isInContent = false;
        RelayFault? fault = plan.Find(RelayFaultStage.End, Correspondents);
        return await StrikesAsync(fault, cancellationToken).ConfigureAwait(false) && Answer(fault!, isLast: false);
    }

    private IEnumerable<string> Correspondents =>
        session.Transaction.Recipients.Select(recipient => recipient.Address).Prepend(
            session.Transaction.ReversePath.ToString());

    private RelayFault? Find(Command command) => command.Verb switch
    {
        Verb.Ehlo or Verb.Helo => plan.Find(RelayFaultStage.Hello, [command.Argument]),
        Verb.StartTls => plan.Find(RelayFaultStage.StartTls, [session.Client.Address]),
        Verb.Auth => plan.Find(RelayFaultStage.Auth, [command.Argument.Split(' ')[0]]),
        Verb.Mail => plan.Find(RelayFaultStage.Mail, [Path(command.Argument)]),
        Verb.Rcpt => plan.Find(RelayFaultStage.Rcpt, [Path(command.Argument)]),
        Verb.Data => plan.Find(RelayFaultStage.Data, Correspondents),
        Verb.Bdat when session.Transaction.Chunks is null => plan.Find(RelayFaultStage.Data, Correspondents),
        _ => null,
    };

    // What stands between the angle brackets; whether it is an address is not decided here.
    private static string Path(string argument)
    {
        int start = argument.IndexOf('<', StringComparison.Ordinal) + 1;
        int end = argument.IndexOf('>', start);
        return end < 0 ? argument : argument[start..end];
    }

    /// <summary>Waits as the fault says; a fault that only waits does not strike.</summary>
    private async ValueTask<bool> StrikesAsync(RelayFault? fault, CancellationToken cancellationToken)
    {
        await PauseAsync(fault?.Delay ?? TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        return fault is { Disconnect: true } or { Reply: not null };
    }

    private ValueTask PauseAsync(TimeSpan time, CancellationToken cancellationToken) =>
        time > TimeSpan.Zero ? session.PauseAsync(time, cancellationToken) : default;

    private bool Answer(RelayFault fault, bool isLast)
    {
        // RFC 5321, section 3.8: 421 ends the session; a refused greeting leaves nothing to go on with either.
        if (fault.Reply is not { } reply)
        {
            session.Abandon();
        }
        else if (isLast || reply.Code == 421)
        {
            session.End(Played(reply));
        }
        else
        {
            session.Reply(Played(reply));
        }

        return true;
    }

    private static Reply Played(SmtpReply reply) =>
        new(reply.Code, reply.EnhancedStatus?.ToString(), reply.Lines) { IsPlayed = true };
}
