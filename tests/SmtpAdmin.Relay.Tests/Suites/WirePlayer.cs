using System;
using System.Threading.Tasks;
using SmtpAdmin.Testing.Conversations;

namespace SmtpAdmin.Relay.Tests.Suites;

/// <summary>
/// Plays steps and reads the reply to each. Inside DATA a step is content, and only the message's end has a reply.
/// </summary>
internal sealed class WirePlayer(SmtpConversation client)
{
    private string? _content;

    public async Task PlayAsync(WireStep step)
    {
        await client.SendAsync(step.Sent);
        if (_content is not null)
        {
            _content += step.Sent;
        }

        bool isReplyDue = _content is null
            ? step.Sent.EndsWith("\r\n", StringComparison.Ordinal)
            : ("\r\n" + _content).EndsWith("\r\n.\r\n", StringComparison.Ordinal);
        if (!isReplyDue)
        {
            return;
        }

        string reply = await client.ExpectAsync(step.Expected ?? string.Empty);
        _content = reply.StartsWith("354", StringComparison.Ordinal) ? string.Empty : null;
    }
}
