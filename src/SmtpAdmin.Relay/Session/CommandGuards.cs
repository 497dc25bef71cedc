using SmtpAdmin.Relay.Protocol;
using SmtpAdmin.Relay.Session.Authentication;

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
        if (!SaslMechanisms.AreOffered(session.Context))
        {
            return Replies.NotImplemented;
        }

        if (session.Client.User is not null)
        {
            return Replies.AlreadySignedIn;
        }

        if (!session.Client.IsEncrypted)
        {
            return Replies.EncryptionFirst;
        }

        return session.Context.Limits.SignIns.IsBanned(session.Client.IPAddress) ? Replies.Banned : null;
    }

    /// <summary>XCLIENT lets a client be anybody, so the peer itself must be trusted, not whom it speaks for.</summary>
    public static Reply? IsTrusted(SmtpSession session)
    {
        return session.MayActForOthers ? null : Replies.XClientNotTrusted;
    }

    /// <summary>RFC 3030, section 3: what is binary has no lines, so it cannot come by DATA.</summary>
    public static Reply? TakesLines(SmtpSession session)
    {
        return session.Transaction.Parameters.Body == BodyType.BinaryMime ? Replies.ChunksOnly : null;
    }

    /// <summary>The relay's policy for who may send, and how much; and whether there is room for a message.</summary>
    public static Reply? MaySend(SmtpSession session)
    {
        return session.Context.Policy.CheckClient(session.Client)
            ?? session.Context.Limits.CheckMessage(session.Client, session.Messages)
            ?? (session.Context.Gate?.HasRoom(session.Context.Options.MaximumMessageSize) == false ? Replies.NoRoom : null);
    }
}
