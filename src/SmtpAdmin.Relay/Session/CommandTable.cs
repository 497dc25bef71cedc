using System.Collections.Frozen;
using System.Collections.Generic;
using SmtpAdmin.Relay.Protocol;
using SmtpAdmin.Relay.Session.Commands;
using static SmtpAdmin.Relay.Session.CommandGuards;
using static SmtpAdmin.Relay.Session.SessionState;

namespace SmtpAdmin.Relay.Session;

/// <summary>The order of commands (RFC 5321, section 4.1.4), as a table.</summary>
internal static class CommandTable
{
    private const SessionState Idle = Connected | Ready;
    private const SessionState MayChunk = RecipientGiven | Chunking;

    private static readonly FrozenDictionary<Verb, CommandRule> s_rules = new List<CommandRule>
    {
        //  verb           allowed in      guard        next            handler
        new(Verb.Ehlo,     Any,            null,        Ready,          new HelloHandler(isExtended: true)),
        new(Verb.Helo,     Any,            null,        Ready,          new HelloHandler(isExtended: false)),
        new(Verb.StartTls, Greeted,        CanStartTls, Connected,      new StartTlsHandler()),
        new(Verb.Auth,     Ready,          CanSignIn,   null,           new AuthHandler()),
        new(Verb.XClient,  Idle,           IsTrusted,   Connected,      new XClientHandler()),
        new(Verb.Mail,     Ready,          MaySend,     SenderGiven,    new MailHandler()),
        new(Verb.Rcpt,     Transaction,    null,        RecipientGiven, new RcptHandler()),
        new(Verb.Data,     RecipientGiven, TakesLines,  Ready,          new DataHandler()),
        new(Verb.Bdat,     MayChunk,       null,        Chunking,       new BdatHandler()),
        new(Verb.Rset,     Any,            null,        null,           new RsetHandler()),
        new(Verb.Noop,     Any,            null,        null,           new ReplyHandler(Replies.Ok)),
        new(Verb.Vrfy,     Any,            null,        null,           new VrfyHandler()),
        new(Verb.Help,     Any,            null,        null,           new ReplyHandler(Replies.Help)),
        new(Verb.Quit,     Any,            null,        null,           new QuitHandler()),
    }.ToFrozenDictionary(rule => rule.Verb);

    /// <summary>The rule for a command, or the reply that refuses it as it comes now.</summary>
    public static Reply? Find(Verb verb, SmtpSession session, out CommandRule? rule)
    {
        if (!s_rules.TryGetValue(verb, out rule))
        {
            return verb switch
            {
                Verb.Http => Replies.NotSmtp,
                Verb.Proxy => Replies.ProxyNotTrusted,
                Verb.NotImplemented => Replies.NotImplemented,
                _ => Replies.UnknownCommand,
            };
        }

        return (rule.AllowedIn & session.State) == 0 ? OutOfSequence(verb, session.State) : rule.Guard?.Invoke(session);
    }

    private static Reply OutOfSequence(Verb verb, SessionState state)
    {
        return (verb, state) switch
        {
            (Verb.XClient, _) => Replies.InTransaction,
            (_, Connected) => Replies.HelloFirst,
            (Verb.Mail, _) => Replies.SenderGiven,
            (Verb.Rcpt or Verb.Data or Verb.Bdat, Ready) => Replies.MailFirst,
            (Verb.Rcpt or Verb.Data, Chunking) => Replies.ChunksBegun,
            (Verb.Data or Verb.Bdat, _) => Replies.RecipientFirst,
            _ => Replies.InTransaction,
        };
    }
}
