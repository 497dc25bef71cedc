using System;
using SmtpAdmin.Relay.Protocol;

namespace SmtpAdmin.Relay.Policy.Limits;

/// <summary>What a relay remembers of its clients to keep them within bounds; shared by all its sessions.</summary>
internal sealed class RelayLimits
{
    private const int Capacity = 20_000;

    private readonly RelayOptions _options;
    private readonly RateTable<string> _messages;

    public RelayLimits(RelayOptions options, TimeProvider time)
    {
        _options = options;
        _messages = new RateTable<string>(time, Capacity, StringComparer.Ordinal);
        SignIns = new SignInGuard(options, time);
        Connections = new ConnectionGate(options, SignIns, time);
    }

    public SignInGuard SignIns { get; }

    public ConnectionGate Connections { get; }

    /// <summary>At MAIL: whether the client may send another message now.</summary>
    /// <param name="client">The client.</param>
    /// <param name="sent">How many messages its connection has brought.</param>
    public Reply? CheckMessage(ClientIdentity client, int sent)
    {
        ClientLimits limits = ClientLimits.For(_options, client.IPAddress);
        if (sent >= limits.MessagesPerConnection)
        {
            return Replies.TooManyMessages;
        }

        string key = client.User is { } user ? "user " + user : ClientKey.Of(client.IPAddress).ToString();
        return _messages.TryUse(key, limits.MessagesPerMinute) ? null : Replies.SendingTooFast;
    }
}
