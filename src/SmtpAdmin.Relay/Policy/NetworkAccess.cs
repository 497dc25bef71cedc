using System.Net;
using SmtpAdmin.Relay.Protocol;

namespace SmtpAdmin.Relay.Policy;

/// <summary>Who may connect at all. A denied network wins over an allowed one.</summary>
internal sealed class NetworkAccess(RelayOptions options)
{
    private readonly NetworkList _allowed = new(options.AllowedNetworks);
    private readonly NetworkList _denied = new(options.DeniedNetworks);

    public PolicyDecision Decide(IPAddress address)
    {
        if (_denied.Find(address) is { } denied)
        {
            return new PolicyDecision($"DeniedNetworks {denied}", Replies.ConnectionNotAllowed);
        }

        if (_allowed.IsEmpty)
        {
            return new PolicyDecision("AllowedNetworks names none");
        }

        return _allowed.Find(address) is { } allowed
            ? new PolicyDecision($"AllowedNetworks {allowed}")
            : new PolicyDecision("AllowedNetworks has no match", Replies.ConnectionNotAllowed);
    }
}
