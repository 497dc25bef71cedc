using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using SmtpAdmin.Core.Addressing;
using SmtpAdmin.Core.Composing;

namespace SmtpAdmin.Core.Sending;

/// <summary>
/// Files for the pickup folder of a relay. The envelope stands in X-Sender and X-Receiver fields at the top, as the
/// pickup of IIS SMTP reads it; so those of Bcc get the message too.
/// </summary>
internal sealed class PickupFiles : IMessageFiles
{
    private readonly string _folder;

    public PickupFiles(string folder)
    {
        _folder = folder;
    }

    public string NextPath() => Path.Combine(_folder, $"{Guid.NewGuid():N}.eml");

    public byte[] CreatePreamble(OutgoingMessage message, IReadOnlyList<MailAddress> recipients)
    {
        var fields = new StringBuilder();
        fields.Append("X-Sender: ").Append(message.Sender?.Address ?? "<>").Append("\r\n");
        foreach (MailAddress recipient in recipients)
        {
            fields.Append("X-Receiver: ").Append(recipient.Address).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(fields.ToString());
    }
}
