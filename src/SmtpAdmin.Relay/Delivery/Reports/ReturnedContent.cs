using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Queue;

namespace SmtpAdmin.Relay.Delivery.Reports;

/// <summary>As much of a message as its report returns: the whole of a small one, else its header.</summary>
/// <param name="Bytes">The content; empty where it could not be read.</param>
/// <param name="IsWhole">Whether it is the whole message.</param>
internal sealed record ReturnedContent(byte[] Bytes, bool IsWhole)
{
    /// <summary>The largest message that is returned whole.</summary>
    private const int LargestWhole = 50_000;

    private const int LargestHeader = 32 * 1024;

    /// <summary>Whether it has bytes above 127.</summary>
    public bool Is8Bit => Bytes.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)127) >= 0;

    /// <summary>Reads it from the queue; a content that cannot be read holds up no report.</summary>
    public static async Task<ReturnedContent> ReadAsync(
        IMessageQueue queue, QueuedMessage message, ReportKind kind, CancellationToken cancellationToken)
    {
        // RFC 3461, section 4.3: RET speaks of failures; other reports return the header. RFC 3030, section 3: binary
        // content cannot stand in a part that is not binary itself.
        bool isWhole = kind == ReportKind.Failed
            && message.Envelope is { Return: not DeliveryReturn.Headers, IsBinaryMime: false }
            && message.BodySize <= LargestWhole;
        try
        {
            Stream? body = await queue.OpenBodyAsync(message.Id, cancellationToken).ConfigureAwait(false);
            if (body is null)
            {
                return new ReturnedContent([], false);
            }

            await using (body.ConfigureAwait(false))
            {
                byte[] start = new byte[isWhole ? LargestWhole : LargestHeader];
                int length = await body.ReadAtLeastAsync(
                    start, start.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
                return new ReturnedContent(isWhole ? start[..length] : Header(start.AsSpan(0, length)), isWhole);
            }
        }
        catch (Exception exception) when (exception is SmtpAdminException or IOException)
        {
            return new ReturnedContent([], false);
        }
    }

    /// <summary>The header's lines; of one that is too long, those that fit.</summary>
    private static byte[] Header(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("\r\n"u8))
        {
            return [];
        }

        int end = start.IndexOf("\r\n\r\n"u8);
        end = end < 0 ? start.LastIndexOf("\r\n"u8) : end;
        return end < 0 ? [] : start[..(end + 2)].ToArray();
    }
}
