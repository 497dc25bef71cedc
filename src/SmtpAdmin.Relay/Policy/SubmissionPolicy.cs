using System.Net;
using SmtpAdmin.Relay.Protocol;

namespace SmtpAdmin.Relay.Policy;

/// <summary>
/// Who may send what to whom, step by step of a dialogue. Sessions ask for the refusal; a rehearsal asks the same
/// objects for the whole decision.
/// </summary>
internal sealed class SubmissionPolicy(RelayOptions options)
{
    // Without the users, so that no password stays in memory with it.
    private readonly RelayOptions _options = options with { Users = [] };

    private readonly NetworkAccess _access = new(options);
    private readonly AddressRules _senderRules = new(options.SenderRules, "SenderRules", Replies.SenderBlocked);
    private readonly AddressRules _recipientRules = new(options.RecipientRules, "RecipientRules", Replies.RecipientBlocked);
    private readonly SenderRights _senderRights = new(options.Users);
    private readonly RelayRights _relayRights = new(options);

    /// <summary>At the connection: whether clients of this address are served.</summary>
    public PolicyDecision DecideConnection(IPAddress address) => _access.Decide(address);

    /// <summary>Before MAIL: whether this client may send at all.</summary>
    public PolicyDecision DecideClient(ClientIdentity client)
    {
        return _options.RequireAuthentication && client.User is null
            ? new PolicyDecision("RequireAuthentication", Replies.SignInFirst)
            : new PolicyDecision(_options.RequireAuthentication ? $"user {client.User} signed in" : "no sign-in is required");
    }

    /// <summary>At MAIL: whether the client may send as this sender.</summary>
    public PolicyDecision DecideSender(ClientIdentity client, MailPath sender)
    {
        PolicyDecision rights = _senderRights.Decide(client.User, sender);
        return rights.Refusal is null ? _senderRules.Decide(sender) ?? rights : rights;
    }

    /// <summary>At RCPT: whether the client may send to this recipient. No rule opens what the relaying rights close.</summary>
    public PolicyDecision DecideRecipient(ClientIdentity client, MailPath recipient)
    {
        PolicyDecision rights = _relayRights.Decide(client, recipient);
        return rights.Refusal is null && _recipientRules.Decide(recipient) is { } rule && rule.Refusal is not null
            ? rule
            : rights;
    }

    /// <summary>Whether the client may send to anyone, so that what it sends is a submission.</summary>
    public bool MayRelay(ClientIdentity client) => _relayRights.FindRight(client) is not null;

    /// <summary>Null, or the reply that refuses; see <see cref="DecideClient"/>.</summary>
    public Reply? CheckClient(ClientIdentity client) => DecideClient(client).Refusal;

    /// <summary>Null, or the reply that refuses; see <see cref="DecideSender"/>.</summary>
    public Reply? CheckSender(ClientIdentity client, MailPath sender) => DecideSender(client, sender).Refusal;

    /// <summary>Null, or the reply that refuses; see <see cref="DecideRecipient"/>.</summary>
    public Reply? CheckRecipient(ClientIdentity client, MailPath recipient) => DecideRecipient(client, recipient).Refusal;

    /// <summary>At MAIL: whether a message of the declared size may come (RFC 1870, section 6).</summary>
    public Reply? CheckDeclaredSize(long? size)
    {
        return size > _options.MaximumMessageSize ? Replies.MessageTooLarge : null;
    }

    /// <summary>At RCPT: whether another recipient may follow those taken (RFC 5321, section 4.5.3.1.10).</summary>
    public Reply? CheckRecipientCount(int taken)
    {
        return taken >= _options.MaximumRecipients ? Replies.TooManyRecipients : null;
    }
}
