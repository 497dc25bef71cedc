using System.Collections.Generic;
using System.IO;
using MimeKit;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Composing;

/// <summary>Signs messages, or encrypts them, when they are complete and before their bytes are fixed.</summary>
internal interface IMessageSigner
{
    /// <summary>Changes the message: adds header fields, or wraps its body.</summary>
    /// <param name="message">The message, complete but for this.</param>
    /// <param name="recipients">The recipients of its envelope, who must be able to read it.</param>
    /// <exception cref="SmtpAdminException">The message cannot be signed, so that it is not sent.</exception>
    void Sign(MimeMessage message, IReadOnlyList<MailAddress> recipients);

    /// <summary>Signs a message that goes out as its bytes are.</summary>
    /// <param name="message">The bytes; seekable.</param>
    /// <returns>The header fields to put in front of it.</returns>
    /// <exception cref="SmtpAdminException">The message cannot be signed, so that it is not sent.</exception>
    IReadOnlyList<string> SignBytes(Stream message);
}
