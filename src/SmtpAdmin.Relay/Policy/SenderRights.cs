using System;
using System.Collections.Generic;
using System.Linq;
using SmtpAdmin.Relay.Protocol;

namespace SmtpAdmin.Relay.Policy;

/// <summary>What each user may send as (RFC 6409, section 6.1).</summary>
internal sealed class SenderRights
{
    private readonly Dictionary<string, AddressPattern[]> _patterns = new(StringComparer.Ordinal);

    public SenderRights(IEnumerable<SmtpRelayUser> users)
    {
        foreach (SmtpRelayUser user in users)
        {
            _patterns[user.UserName] = [.. user.SendAs.Select(Parse).OfType<AddressPattern>()];
        }
    }

    /// <summary>A client that has not signed in is not bound here; a bounce has no sender that could be forged.</summary>
    public PolicyDecision Decide(string? user, MailPath sender)
    {
        if (user is null || sender == MailPath.Null)
        {
            return new PolicyDecision("no user whose SendAs counts");
        }

        // Who came with a token and is no user of the relay's list may send as the mailbox that the token is for.
        AddressPattern? match = _patterns.TryGetValue(user, out AddressPattern[]? patterns)
            ? patterns.FirstOrDefault(pattern => pattern.Matches(sender))
            : user.Contains('@') && Parse(user) is { } own && own.Matches(sender) ? own : null;
        return match is null
            ? new PolicyDecision($"SendAs of {user} has no match", Replies.SenderNotAllowed)
            : new PolicyDecision($"SendAs of {user}: {match}");
    }

    private static AddressPattern? Parse(string text) => AddressPattern.TryParse(text, out AddressPattern? pattern) ? pattern : null;
}
