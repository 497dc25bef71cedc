using System;
using System.Buffers;
using System.Net;
using System.Security.Authentication;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Faults;
using SmtpAdmin.Relay.Policy;
using SmtpAdmin.Relay.Policy.Limits;
using SmtpAdmin.Relay.Protocol;
using SmtpAdmin.Relay.Session.Proxying;

namespace SmtpAdmin.Relay.Session;

/// <summary>
/// The dialogue with one client: takes line after line, asks the <see cref="CommandTable"/> what it means now, and lets
/// the handler reply. Replies leave when the input is used up, so that pipelined commands are answered in one write.
/// </summary>
internal sealed class SmtpSession
{
    private static readonly TimeSpan s_slice = TimeSpan.FromMilliseconds(100);

    private readonly SessionChannel _channel;
    private readonly SessionFaults _faults;
    private readonly SessionBudget _budget;

    // Who is at the other end of the connection, whomever it speaks for.
    private readonly IPAddress _peerAddress;
    private volatile bool _isAnswerDue;

    public SmtpSession(RelayContext context, SessionChannel channel, IPAddress clientAddress)
    {
        Context = context;
        Client = new ClientIdentity(clientAddress);
        _peerAddress = Client.IPAddress;
        _channel = channel;
        _faults = new SessionFaults(context.Faults, this);
        _budget = new SessionBudget(context.Options.Limits);
    }

    public RelayContext Context { get; }

    public ClientIdentity Client { get; }

    /// <summary>Whether the peer may use XCLIENT. Whom it speaks for counts for nothing.</summary>
    public bool MayActForOthers => Context.XClients.Find(_peerAddress) is not null;

    public SessionInput Input => _channel.Input;

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
        if (Context.Proxies.Find(_peerAddress) is not null
            && !await TakeProxyHeaderAsync(cancellationToken).ConfigureAwait(false))
        {
            // Who speaks is not known, so nothing is said either.
            return;
        }

        bool isImplicit = Context.Options.Security == RelaySecurity.ImplicitTls;
        if (isImplicit && !await StartTlsAsync(cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        try
        {
            await GreetAsync(cancellationToken).ConfigureAwait(false);
            while (!IsEnding)
            {
                await StepAsync(cancellationToken).ConfigureAwait(false);
            }

            await _channel.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Half a message that came by BDAT must not stay in the store.
            await Transaction.ClearAsync().ConfigureAwait(false);
        }
    }

    public void Greet() => Reply(new Reply(220, null, $"{Context.HostName} ESMTP ready"));

    /// <summary>
    /// Goes on for the client that a trusted peer names; one that might not connect by itself is sent away.
    /// </summary>
    /// <param name="address">The client's address, or null for the peer's own.</param>
    /// <param name="user">Who the peer says has signed in, or null.</param>
    public void ActFor(IPAddress? address, string? user)
    {
        Client.ActFor(address ?? _peerAddress, user);
        Reply? refusal = Context.Policy.DecideConnection(Client.IPAddress).Refusal
            ?? (Context.Limits.SignIns.IsBanned(Client.IPAddress) ? Replies.Banned : null);
        if (refusal is not null)
        {
            End(refusal);
        }
    }

    /// <summary>Adds a reply to those that leave together; too many errors end the session.</summary>
    public void Reply(Reply reply)
    {
        _channel.Add(reply);
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
    /// <param name="tolerated">The interruption up to which the waiting goes on: Stop inside a message's content.</param>
    /// <param name="cancellationToken">Ends the waiting by an exception.</param>
    /// <returns>Whether there is more input.</returns>
    public async ValueTask<bool> FillAsync(Interruption tolerated, CancellationToken cancellationToken)
    {
        long before = Input.Buffered.Length;
        FillResult result = await _channel.FillAsync(tolerated, cancellationToken).ConfigureAwait(false);
        if (result == FillResult.More && tolerated == Interruption.Stop)
        {
            await _faults.ReadContentAsync(Input.Buffered.Length - before, cancellationToken).ConfigureAwait(false);
        }

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
    public async ValueTask EndMessageAsync(MessageIntake intake, CancellationToken cancellationToken)
    {
        if (await _faults.EndAsync(cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        _isAnswerDue = true;
        Reply(await intake.EndAsync().ConfigureAwait(false));
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

    /// <summary>Ends the session without a word; replies already given still leave.</summary>
    public void Abandon() => IsEnding = true;

    /// <summary>Sends the replies that wait, then does nothing for a time, or until the relay wants to stop.</summary>
    public async ValueTask PauseAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        await _channel.FlushAsync(cancellationToken).ConfigureAwait(false);
        for (TimeSpan left = time; left > TimeSpan.Zero && Input.Interruption == Interruption.None; left -= s_slice)
        {
            TimeSpan slice = left < s_slice ? left : s_slice;
            await Task.Delay(slice, Context.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Forgets the open transaction, if there is one.</summary>
    public ValueTask ClearTransactionAsync()
    {
        State = (State & SessionState.InTransaction) == 0 ? State : SessionState.Ready;
        return Transaction.ClearAsync();
    }

    /// <summary>Starts TLS and begins anew inside it (RFC 3207, section 4.2).</summary>
    /// <returns>Whether TLS is active; otherwise the session ends.</returns>
    public async ValueTask<bool> StartTlsAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _channel.StartTlsAsync(Context.Tls!, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is AuthenticationException or OperationCanceledException)
        {
            // Nothing can be said to a client that speaks neither TLS nor, any more, plain text.
            IsEnding = true;
            return false;
        }

        await ClearTransactionAsync().ConfigureAwait(false);
        Client.Encrypt();
        return true;
    }

    private async ValueTask<bool> TakeProxyHeaderAsync(CancellationToken cancellationToken)
    {
        ProxyHeader? header = await ProxyPreamble.ReadAsync(_channel, Context.Time, cancellationToken)
            .ConfigureAwait(false);
        if (header is null)
        {
            return false;
        }

        ActFor(header.Value.Source, user: null);
        return true;
    }

    private async ValueTask StepAsync(CancellationToken cancellationToken)
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

    private async ValueTask GreetAsync(CancellationToken cancellationToken)
    {
        if (IsEnding)
        {
            return;
        }

        TimeSpan delay = Context.Options.Limits.GreetingDelay;
        if (!await _channel.IsSilentAsync(delay, cancellationToken).ConfigureAwait(false))
        {
            End(Replies.TalkedTooEarly);
        }
        else if (!await _faults.GreetAsync(cancellationToken).ConfigureAwait(false))
        {
            Greet();
        }
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
            IsEnding |= command.Verb is Verb.Http or Verb.Proxy || refusal.Code == 421;
            await RefuseAsync(command, rule, refusal, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (await _faults.ExecuteAsync(command, rule!.Handler, cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        bool isDone = await rule.Handler.HandleAsync(this, command.Argument, cancellationToken).ConfigureAwait(false);
        State = isDone ? rule.Next ?? State : State;
    }

    private ValueTask RefuseAsync(
        Command command, CommandRule? rule, Reply refusal, CancellationToken cancellationToken)
    {
        if (rule is not null)
        {
            return rule.Handler.RefuseAsync(this, command.Argument, refusal, cancellationToken);
        }

        Reply(refusal);
        return default;
    }
}
