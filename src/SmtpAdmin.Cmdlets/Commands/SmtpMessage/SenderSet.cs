using System.Collections.Generic;
using System.Threading.Tasks;
using SmtpAdmin.Core.Sending;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>
/// The connections of one pipeline, one for each server and identity. Nothing is shared between credentials: the key
/// holds the user, the password and everything else that decides how a connection is made.
/// </summary>
internal sealed class SenderSet
{
    private readonly Dictionary<Key, MessageSender> _senders = [];

    public MessageSender Get(SendOptions options)
    {
        Key key = new(
            options.Server,
            options.Security,
            options.Credential?.UserName,
            options.Credential?.Password,
            options.Credential?.Domain);
        if (!_senders.TryGetValue(key, out MessageSender? sender))
        {
            sender = new MessageSender(options);
            _senders.Add(key, sender);
        }

        return sender;
    }

    /// <summary>Says goodbye to each server.</summary>
    public async Task CloseAsync()
    {
        foreach (MessageSender sender in _senders.Values)
        {
            await sender.DisposeAsync().ConfigureAwait(false);
        }

        _senders.Clear();
    }

    /// <summary>Closes what a stopped pipeline left open.</summary>
    public void Abandon() => Task.Run(CloseAsync).GetAwaiter().GetResult();

    private sealed record Key(
        SmtpEndpoint Server, SmtpSecurity Security, string? User, string? Password, string? Domain);
}
