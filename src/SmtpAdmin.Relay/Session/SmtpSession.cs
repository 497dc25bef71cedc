using System;
using System.Buffers;
using System.Net;
using System.Security.Authentication;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Policy;
using SmtpAdmin.Relay.Policy.Limits;
using SmtpAdmin.Relay.Protocol;

namespace SmtpAdmin.Relay.Session;

/// <summary>
/// The dialogue with one client: takes line after line, asks the <see cref="CommandTable"/> what it means now, and lets
/// the handler reply. Replies leave when the input is used up, so that pipelined commands are answered in one write.
/// </summary>
internal sealed class SmtpSession(RelayContext context, SessionChannel channel, IPAddress clientAddress)
{
    private readonly SessionBudget _budget = new(context.Options.Limits);
    private volatile bool _isAnswerDue;

    public RelayContext Context { get; } = context;

    public ClientIdentity Client { get; } = new(clientAddress);

    public SessionInput Input => channel.Input;

    public MailTransaction Transaction { get; } = new();

    public SessionState State { get; private set; } = SessionState.Connected;

    /// <summary>Whether no further command is to be read; replies already given still leave.</summary>
    public bool IsEnding { get; private set; }

    /// <summary>Whether the client broke the rules, so that it may go on sending after the last reply.</summary>
    public bool HadErrors => _budget.Errors > 0;

    /// <summary>The messages that came whole.</summary>
    public int Messages => _budget.Messages;

    /// <summary>Whether a message's end has come and its reply is not yet sent. Safe to read from any thread.</summary>
    public bool IsAnswerDue => _isAnswerDue;

    /// <summary>Greets the client and serves it until one side ends the session.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        bool isImplicit = Context.Options.Security == RelaySecurity.ImplicitTls;
        if (isImplicit && !await StartTlsAsync(cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        bool isSilent = await channel.IsSilentAsync(Context.Options.Limits.GreetingDelay, cancellationToken)
            .ConfigureAwait(false);
        if (isSilent)
        {
            Reply(new Reply(220, null, $"{Context.HostName} ESMTP ready"));
        }
        else
        {
            End(Replies.TalkedTooEarly);
        }

        while (!IsEnding)
        {
            LineStatus status = Input.ReadLine(inAuthentication: false, out ReadOnlySequence<byte> line);
            if (status != LineStatus.Incomplete)
            {
                await ExecuteAsync(status, line, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await FillAsync(Interruption.None, cancellationToken).ConfigureAwait(false);
            }
        }

        await channel.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Adds a reply to those that leave together; too many errors end the session.</summary>
    public void Reply(Reply reply)
    {
        channel.Add(reply);
        Reply? lastReply = _budget.Spend(reply);
        if (reply.IsPermanentFailure)
        {
            Context.Counters.CommandFailed();
        }

        if (lastReply is not null && !IsEnding)
        {
            End(lastReply);
        }
    }

    /// <summary>Sends the replies that wait, then waits for input; without any, the session ends.</summary>
    /// <returns>Whether there is more input.</returns>
    public async ValueTask<bool> FillAsync(Interruption tolerated, CancellationToken cancellationToken)
    {
        FillResult result = await channel.FillAsync(tolerated, cancellationToken).ConfigureAwait(false);
        _isAnswerDue = false;
        if (result == FillResult.Interrupted)
        {
            End(Input.Interruption switch
            {
                Interruption.Idle => Replies.IdleTooLong,
                Interruption.Slow => Replies.TooSlow,
                Interruption.Expired => Replies.SessionTooLong,
                _ => Replies.ShuttingDown,
            });
        }

        IsEnding |= result == FillResult.Ended;
        return result == FillResult.More;
    }

    /// <summary>Ends a message; until its reply has left, stopping does not cut the connection.</summary>
    public async ValueTask EndMessageAsync(MessageIntake intake, string id)
    {
        _isAnswerDue = true;
        Reply(await intake.EndAsync(id).ConfigureAwait(false));
        _budget.TakeMessage();
    }

    /// <summary>Counts a sign-in that failed; an address that guesses is sent away.</summary>
    public void CountFailedSignIn()
    {
        if (Context.Limits.SignIns.Fail(Client.IPAddress) && !IsEnding)
        {
            End(Replies.Banned);
        }
    }

    /// <summary>Gives a last reply and reads no further command.</summary>
    public void End(Reply lastReply)
    {
        IsEnding = true;
        Reply(lastReply);
    }

    /// <summary>Forgets the open transaction, if there is one.</summary>
    public void ClearTransaction()
    {
        Transaction.Clear();
        State = (State & SessionState.Transaction) == 0 ? State : SessionState.Ready;
    }

    /// <summary>Starts TLS and begins anew inside it (RFC 3207, section 4.2).</summary>
    /// <returns>Whether TLS is active; otherwise the session ends.</returns>
    public async ValueTask<bool> StartTlsAsync(CancellationToken cancellationToken)
    {
        try
        {
            await channel.StartTlsAsync(Context.Tls!, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is AuthenticationException or OperationCanceledException)
        {
            // Nothing can be said to a client that speaks neither TLS nor, any more, plain text.
            IsEnding = true;
            return false;
        }

        ClearTransaction();
        Client.Encrypt();
        return true;
    }

    private async ValueTask ExecuteAsync(
        LineStatus status, ReadOnlySequence<byte> line, CancellationToken cancellationToken)
    {
        if (status != LineStatus.Complete)
        {
            Reply(status == LineStatus.TooLong ? Replies.LineTooLong : Replies.LineMalformed);
            return;
        }

        Command command = CommandParser.Parse(Encoding.Latin1.GetString(line));
        Reply? lastReply = _budget.Spend(command.Verb);
        if (!Input.Buffered.IsEmpty)
        {
            lastReply ??= Context.Limits.CheckPipelining(Client, command.Verb);
        }

        if (lastReply is not null)
        {
            End(lastReply);
            return;
        }

        Reply? refusal = CommandTable.Find(command.Verb, this, out CommandRule? rule);
        if (refusal is not null)
        {
            // 421 closes the connection (RFC 5321, section 3.8).
            IsEnding |= command.Verb == Verb.Http || refusal.Code == 421;
            Reply(refusal);
            return;
        }

        bool isDone = await rule!.Handler.HandleAsync(this, command.Argument, cancellationToken).ConfigureAwait(false);
        State = isDone ? rule.Next ?? State : State;
    }
}
