using SmtpAdmin.Relay.Protocol;
using SmtpAdmin.Relay.Queue;

namespace SmtpAdmin.Relay.Session;

/// <summary>What must hold for a command beside the session's state. Null lets it pass.</summary>
internal static class CommandGuards
{
    /// <summary>RFC 3207, section 4: STARTTLS is neither sent inside TLS nor where it is not offered.</summary>
    public static Reply? CanStartTls(SmtpSession session)
    {
        if (session.Client.IsEncrypted)
        {
            return Replies.AlreadyEncrypted;
        }

        return session.Context.Tls is null ? Replies.NotImplemented : null;
    }

    /// <summary>RFC 4954, section 4: one AUTH in a session, and here only under TLS.</summary>
    public static Reply? CanSignIn(SmtpSession session)
    {
        if (session.Context.Users.IsEmpty)
        {
            return Replies.NotImplemented;
        }

        if (session.Client.User is not null)
        {
            return Replies.AlreadySignedIn;
        }

        return session.Client.IsEncrypted ? null : Replies.EncryptionFirst;
    }

    /// <summary>The relay's policy for who may send, and whether there is room for a message.</summary>
    public static Reply? MaySend(SmtpSession session) => session.Context.Policy.CheckClient(session.Client)
        ?? (session.Context.Store is IIntakeGate gate && !gate.HasRoom(session.Context.Options.MaximumMessageSize)
            ? Replies.NoRoom
            : null);
}
