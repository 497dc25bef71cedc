using System;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Files;
using SmtpAdmin.Relay.Queue;

namespace SmtpAdmin.Relay.Delivery.Lanes;

/// <summary>
/// Writes messages into a folder, a file each, with the envelope in X-Sender and X-Receiver fields at the top as IIS
/// SMTP has it. A file appears when it is whole and on the disk; the name is that of the message, so that a crash in
/// between writes the same file again.
/// </summary>
internal sealed class DropAttempt(IMessageQueue queue, string folder) : IDeliveryAttempt
{
    private static readonly SmtpReply s_written = new()
    {
        Code = 250,
        EnhancedStatus = new EnhancedStatusCode(2, 0, 0),
        Lines = ["Written to the drop folder"],
    };

    public async Task<AttemptReport> RunAsync(DeliveryJob job, CancellationToken cancellationToken)
    {
        try
        {
            Stream? content = job.Ready.Content is { } bytes
                ? new MemoryStream(bytes, writable: false)
                : await queue.OpenBodyAsync(job.Message.Id, cancellationToken).ConfigureAwait(false);
            if (content is null)
            {
                return new AttemptReport { Outcomes = [] };
            }

            await using (content.ConfigureAwait(false))
            {
                string path = Path.Combine(folder, FileName(job));
                await Task.Run(() => Write(path, job, content), CancellationToken.None).ConfigureAwait(false);
            }

            return new AttemptReport
            {
                IsRouteUp = true,
                Outcomes = AttemptClassifier.Delivered(job.Recipients, s_written),
            };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or SmtpAdminException)
        {
            return new AttemptReport { RouteFault = $"The drop folder cannot be written: {failure.Message}" };
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Write(string path, DeliveryJob job, Stream content)
    {
        Directory.CreateDirectory(folder);
        AtomicFile.Write(path, overwrite: true, file =>
        {
            file.Write(Encoding.UTF8.GetBytes(Preamble(job)));
            content.CopyTo(file);
        });
        DurableDirectory.Flush(folder);
    }

    // Two jobs of one message never share their first recipient.
    private static string FileName(DeliveryJob job) =>
        FormattableString.Invariant($"{job.Message.Id}-{job.Recipients[0].Ordinal}.eml");

    private static string Preamble(DeliveryJob job)
    {
        string sender = job.Message.Envelope.ReversePath;
        var fields = new StringBuilder($"X-Sender: {(sender.Length == 0 ? "<>" : sender)}\r\n");
        foreach (QueuedRecipient recipient in job.Recipients)
        {
            fields.Append("X-Receiver: ").Append(recipient.Address).Append("\r\n");
        }

        return fields.ToString();
    }
}
