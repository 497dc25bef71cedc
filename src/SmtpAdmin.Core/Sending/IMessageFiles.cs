using System.Collections.Generic;
using SmtpAdmin.Core.Addressing;
using SmtpAdmin.Core.Composing;

namespace SmtpAdmin.Core.Sending;

/// <summary>Where messages are written as files, and what stands before their content.</summary>
internal interface IMessageFiles
{
    /// <summary>The whole path of the next file. Called by one carrier at a time.</summary>
    string NextPath();

    /// <summary>What the file begins with, before the message's own header.</summary>
    byte[] CreatePreamble(OutgoingMessage message, IReadOnlyList<MailAddress> recipients);
}
