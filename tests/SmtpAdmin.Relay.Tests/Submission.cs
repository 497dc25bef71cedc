using System.IO;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Relay.Tests;

/// <summary>What a client does that hands messages to a relay, one after the other.</summary>
internal static class Submission
{
    public const string From = "a@client.test";
    public const string To = "b@relay.test";

    /// <exception cref="SmtpAdminException">No session could be opened.</exception>
    public static Task<SmtpSession> OpenAsync(IPEndPoint relay, CancellationToken cancellationToken)
    {
        var options = new SmtpConnectionOptions
        {
            Server = new SmtpEndpoint(relay.Address.ToString(), relay.Port),
            Security = SmtpSecurity.None,
            LocalName = "client.test",
        };
        return SmtpSession.OpenAsync(options, cancellationToken);
    }

    /// <returns>Whether the relay said 250 to the message's end.</returns>
    public static async Task<bool> SendAsync(SmtpSession session, byte[] message, CancellationToken cancellationToken)
    {
        var envelope = new SmtpEnvelope
        {
            ReversePath = From,
            Recipients = [To],
            Size = message.Length,
            Is8Bit = message.Any(value => value > 127),
        };
        using var content = new MemoryStream(message, writable: false);
        TransactionResult result = await session.SendAsync(envelope, content.CopyToAsync, cancellationToken);
        return result.Recipients[0].Status == RecipientStatus.Accepted;
    }
}
