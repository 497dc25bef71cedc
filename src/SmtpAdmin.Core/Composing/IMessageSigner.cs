using MimeKit;

namespace SmtpAdmin.Core.Composing;

/// <summary>Signs messages, or encrypts them, when they are complete and before their bytes are fixed.</summary>
internal interface IMessageSigner
{
    /// <summary>Changes the message: adds header fields, or wraps its body.</summary>
    /// <exception cref="SmtpAdminException">The message cannot be signed, so that it is not sent.</exception>
    void Sign(MimeMessage message);
}
