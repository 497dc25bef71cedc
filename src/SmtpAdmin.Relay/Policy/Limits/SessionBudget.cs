using SmtpAdmin.Relay.Protocol;

namespace SmtpAdmin.Relay.Policy.Limits;

/// <summary>What one session may waste: errors, and commands that bring no mail.</summary>
internal sealed class SessionBudget(SmtpRelayLimits limits)
{
    private int _commands;

    public int Errors { get; private set; }

    /// <summary>The messages that were taken.</summary>
    public int Messages { get; private set; }

    /// <summary>Counts a reply.</summary>
    /// <returns>Null, or the reply that ends the session.</returns>
    public Reply? Spend(Reply reply)
    {
        if (!reply.IsPermanentFailure)
        {
            return null;
        }

        Errors++;
        return Errors == limits.Errors ? Replies.TooManyErrors : null;
    }

    /// <summary>Counts a command; all that are sent without a message in between come out of one allowance.</summary>
    /// <returns>Null, or the reply that ends the session.</returns>
    public Reply? Spend(Verb verb)
    {
        bool bringsMail = verb is Verb.Mail or Verb.Rcpt or Verb.Data or Verb.Bdat or Verb.Quit;
        return !bringsMail && ++_commands > limits.CommandsWithoutMail ? Replies.TooManyCommands : null;
    }

    public void TakeMessage()
    {
        Messages++;
        _commands = 0;
    }
}
