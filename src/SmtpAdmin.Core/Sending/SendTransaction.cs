using MailKit;

namespace SmtpAdmin.Core.Sending;

/// <summary>
/// What is known of one message while it goes. The size is always measured first and compared with what has been
/// written, so that a connection lost behind the content's end is told from one lost before it.
/// </summary>
internal sealed class SendTransaction : ITransferProgress
{
    private readonly SmtpReply?[] _recipientReplies;
    private int _recipientsAnswered;

    public SendTransaction(int recipientCount)
    {
        _recipientReplies = new SmtpReply?[recipientCount];
    }

    public SendStage Stage { get; set; } = SendStage.Connect;

    /// <summary>The size of the message in bytes, or null where it was not measured yet.</summary>
    public long? Size { get; set; }

    public bool IsEncrypted { get; set; }

    /// <summary>Whether MAIL was answered with 250.</summary>
    public bool IsSenderAccepted { get; set; }

    /// <summary>The reply to the end of the content, when it was positive.</summary>
    public SmtpReply? FinalReply { get; set; }

    /// <summary>Forgets an attempt that ended before MAIL was accepted.</summary>
    public void Restart()
    {
        Stage = SendStage.Connect;
        IsSenderAccepted = false;
        _recipientsAnswered = 0;
        System.Array.Clear(_recipientReplies, 0, _recipientReplies.Length);
    }

    /// <summary>Keeps the reply to the next RCPT; replies come in the order of the recipients.</summary>
    public void AddRecipientReply(SmtpReply reply) => _recipientReplies[_recipientsAnswered++] = reply;

    /// <summary>The reply to RCPT. Without an accepted sender it says nothing of the recipient (RFC 5321, 4.1.4).</summary>
    public SmtpReply? RecipientReply(int index) => IsSenderAccepted ? _recipientReplies[index] : null;

    /// <summary>The first refusal of a recipient, or null.</summary>
    public SmtpReply? FirstRefusal()
    {
        for (int i = 0; i < _recipientReplies.Length; i++)
        {
            if (RecipientReply(i) is { IsPositive: false } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    void ITransferProgress.Report(long bytesTransferred, long totalSize)
    {
        if (bytesTransferred >= totalSize)
        {
            Stage = SendStage.Commit;
        }
    }

    void ITransferProgress.Report(long bytesTransferred)
    {
        // Called where the size is not known, which GetSizeAsync excludes.
    }
}
