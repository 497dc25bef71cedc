using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Queue;

namespace SmtpAdmin.Relay.Running;

/// <summary>Reads the header of a queued message and no more, so that listing a long queue stays cheap.</summary>
internal static class MessageHeaderBlock
{
    private const int MaximumSize = 64 * 1024;

    /// <summary>The header with the empty line behind it; empty where the message has just left the queue.</summary>
    public static async Task<byte[]> ReadAsync(IMessageQueue queue, string id, CancellationToken cancellationToken)
    {
        Stream? body = await queue.OpenBodyAsync(id, cancellationToken).ConfigureAwait(false);
        if (body is null)
        {
            return [];
        }

        await using (body.ConfigureAwait(false))
        {
            byte[] buffer = new byte[Math.Min(MaximumSize, body.Length)];
            int read = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken)
                .ConfigureAwait(false);
            int end = buffer.AsSpan(0, read).IndexOf("\r\n\r\n"u8);
            return buffer[..(end < 0 ? read : end + 4)];
        }
    }
}
