using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MailKit.Net.Smtp;
using MimeKit;

namespace SmtpAdmin.Core.Sending;

/// <summary>MailKit's client with its hooks: one refused recipient does not end the message, and each reply is kept.</summary>
internal sealed class RecordingSmtpClient : SmtpClient
{
    /// <summary>The message under way. Set before each message.</summary>
    public SendTransaction Transaction { get; set; } = new(recipientCount: 0);

    protected override void OnSenderAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) =>
        Transaction.IsSenderAccepted = true;

    protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) =>
        Transaction.AddRecipientReply(MailKitReply.Create(response.StatusCode, response.Response));

    protected override void OnRecipientNotAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response)
    {
        // 421 says that the server closes the connection (RFC 5321, section 3.8): it is no answer on a recipient.
        if (response.StatusCode == SmtpStatusCode.ServiceNotAvailable)
        {
            base.OnRecipientNotAccepted(message, mailbox, response);
        }

        Transaction.AddRecipientReply(MailKitReply.Create(response.StatusCode, response.Response));
    }

    // A command exception lets MailKit reset the session and keep the connection; any other would close it.
    protected override void OnNoRecipientsAccepted(MimeMessage message)
    {
        if (Transaction.FirstRefusal() is { } refusal)
        {
            string text = refusal.EnhancedStatus is { } status ? $"{status} {refusal.Text}" : refusal.Text;
            throw new SmtpCommandException(SmtpErrorCode.RecipientNotAccepted, (SmtpStatusCode)refusal.Code, text);
        }
    }

    protected override async Task<long> GetSizeAsync(
        FormatOptions options, MimeMessage message, CancellationToken cancellationToken)
    {
        try
        {
            long size = await base.GetSizeAsync(options, message, cancellationToken).ConfigureAwait(false);
            Transaction.Size = size;
            RefuseOverLimit(size);
            return size;
        }
        catch (IOException exception)
        {
            // Nothing is on the wire yet; only an attachment can fail to be read here.
            const string Detail = "An attachment could not be read to its end.";
            throw new SmtpAdminException(ErrorKind.AttachmentUnreadable, Detail, innerException: exception);
        }
    }

    // RFC 1870, section 6.2: a client need not offer what the server has said it will refuse.
    private void RefuseOverLimit(long size)
    {
        if ((Capabilities & SmtpCapabilities.Size) != 0 && MaxSize > 0 && size > MaxSize)
        {
            string detail = $"The message has {size} bytes; the server takes {MaxSize}.";
            throw new SmtpAdminException(ErrorKind.MessageTooLarge, detail);
        }
    }
}
