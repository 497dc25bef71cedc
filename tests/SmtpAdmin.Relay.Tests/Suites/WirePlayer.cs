using System;
using System.Threading.Tasks;
using SmtpAdmin.Testing.Conversations;

namespace SmtpAdmin.Relay.Tests.Suites;

/// <summary>
/// Plays steps and reads the reply to each. Inside DATA a step is content, and only the message's end has a reply; the
/// reply to BDAT comes behind its octets, which are the next step.
/// </summary>
internal sealed class WirePlayer(SmtpConversation client)
{
    private string? _content;
    private bool _isChunkDue;

    public async Task PlayAsync(WireStep step)
    {
        await client.SendAsync(step.Sent);
        _isChunkDue = !_isChunkDue && step.Sent.StartsWith("BDAT ", StringComparison.Ordinal);
        if (_isChunkDue)
        {
            return;
        }

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
