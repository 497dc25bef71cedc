using System;
using System.Buffers;
using System.Security.Authentication;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Policy;
using SmtpAdmin.Relay.Protocol;
using SmtpAdmin.Relay.Session.Proxying;

namespace SmtpAdmin.Relay.Session;

/// <summary>
/// The dialogue with one client: takes line after line, asks the <see cref="CommandTable"/> what it means now, and lets
/// the handler reply. Replies leave when the input is used up, so that pipelined commands are answered in one write.
/// </summary>
internal sealed class SmtpSession(RelayContext context, SessionChannel channel, string clientAddress)
{
    private const int MaximumErrors = 10;

    private int _errors;
    private volatile bool _isAnswerDue;

    public RelayContext Context { get; } = context;

    /// <summary>Who is at the other end of the connection, whomever it speaks for.</summary>
    public string PeerAddress { get; } = clientAddress;

    public ClientIdentity Client { get; } = new(clientAddress);

    public SessionInput Input => channel.Input;

    public MailTransaction Transaction { get; } = new();

    public SessionState State { get; private set; } = SessionState.Connected;

    /// <summary>Whether no further command is to be read; replies already given still leave.</summary>
    public bool IsEnding { get; private set; }

    /// <summary>Whether the client broke the rules, so that it may go on sending after the last reply.</summary>
    public bool HadErrors => _errors > 0;

    /// <summary>Whether a message's end has come and its reply is not yet sent. Safe to read from any thread.</summary>
    public bool IsAnswerDue => _isAnswerDue;

    /// <summary>Greets the client and serves it until one side ends the session.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (Context.Proxies.Contains(PeerAddress) && !await TakeProxyHeaderAsync(cancellationToken).ConfigureAwait(false))
        {
            // Who speaks is not known, so nothing is said either.
            return;
        }

        Greet();
        try
        {
            while (!IsEnding)
            {
                await StepAsync(cancellationToken).ConfigureAwait(false);
            }

            await channel.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Half a message that came by BDAT must not stay in the store.
            await Transaction.ClearAsync().ConfigureAwait(false);
        }
    }

    public void Greet() => Reply(new Reply(220, null, $"{Context.HostName} ESMTP ready"));

    /// <summary>Adds a reply to those that leave together; too many errors end the session.</summary>
    public void Reply(Reply reply)
    {
        channel.Add(reply);
        if (!reply.IsPermanentFailure)
        {
            return;
        }

        Context.Counters.CommandFailed();
        if (++_errors == MaximumErrors && !IsEnding)
        {
            End(Replies.TooManyErrors);
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
            End(Input.Interruption == Interruption.Idle ? Replies.IdleTooLong : Replies.ShuttingDown);
        }

        IsEnding |= result == FillResult.Ended;
        return result == FillResult.More;
    }

    /// <summary>Ends a message; until its reply has left, stopping does not cut the connection.</summary>
    public async ValueTask EndMessageAsync(MessageIntake intake)
    {
        _isAnswerDue = true;
        Reply(await intake.EndAsync().ConfigureAwait(false));
    }

    /// <summary>Gives a last reply and reads no further command.</summary>
    public void End(Reply lastReply)
    {
        IsEnding = true;
        Reply(lastReply);
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
            await channel.StartTlsAsync(Context.Tls!, cancellationToken).ConfigureAwait(false);
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
        ProxyHeader? header = await ProxyPreamble.ReadAsync(channel, Context.Time, cancellationToken)
            .ConfigureAwait(false);
        Client.ActFor(header?.Source?.ToString() ?? PeerAddress, user: null);
        return header is not null;
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

    private async ValueTask ExecuteAsync(
        LineStatus status, ReadOnlySequence<byte> line, CancellationToken cancellationToken)
    {
        if (status != LineStatus.Complete)
        {
            Reply(status == LineStatus.TooLong ? Replies.LineTooLong : Replies.LineMalformed);
            return;
        }

        Command command = CommandParser.Parse(Encoding.Latin1.GetString(line));
        Reply? refusal = CommandTable.Find(command.Verb, this, out CommandRule? rule);
        if (refusal is not null)
        {
            IsEnding |= command.Verb is Verb.Http or Verb.Proxy;
            await RefuseAsync(command, rule, refusal, cancellationToken).ConfigureAwait(false);
            return;
        }

        bool isDone = await rule!.Handler.HandleAsync(this, command.Argument, cancellationToken).ConfigureAwait(false);
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
