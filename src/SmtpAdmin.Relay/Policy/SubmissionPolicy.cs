using SmtpAdmin.Relay.Protocol;

namespace SmtpAdmin.Relay.Policy;

/// <summary>Who may send what to whom. Each check returns null, or the reply that refuses.</summary>
internal sealed class SubmissionPolicy(RelayOptions options)
{
    /// <summary>Before MAIL: whether this client may send at all.</summary>
    public Reply? CheckClient(ClientIdentity client)
    {
        return options.RequireAuthentication && client.User is null ? Replies.SignInFirst : null;
    }

    /// <summary>At MAIL: whether a message of the declared size may come (RFC 1870, section 6).</summary>
    public Reply? CheckDeclaredSize(long? size)
    {
        return size > options.MaximumMessageSize ? Replies.MessageTooLarge : null;
    }

    /// <summary>At RCPT: whether another recipient may follow those taken (RFC 5321, section 4.5.3.1.10).</summary>
    public Reply? CheckRecipientCount(int taken)
    {
        return taken >= options.MaximumRecipients ? Replies.TooManyRecipients : null;
    }
}
