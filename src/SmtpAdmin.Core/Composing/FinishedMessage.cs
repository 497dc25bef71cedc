using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Composing;

/// <summary>A finished message as scripts see it.</summary>
internal sealed class FinishedMessage : SmtpMessage
{
    public FinishedMessage(
        OutgoingMessage outgoing,
        MailAddress? from,
        IReadOnlyList<MailAddress> to,
        IReadOnlyList<MailAddress> cc,
        DateTimeOffset? date)
    {
        Outgoing = outgoing;
        From = from?.ToString() ?? string.Empty;
        To = [.. to.Select(address => address.ToString())];
        Cc = [.. cc.Select(address => address.ToString())];
        Date = date;
        Recipients = [.. outgoing.Recipients.Select(address => address.Address)];
        var visible = new HashSet<string>(to.Concat(cc).Select(address => address.Address), StringComparer.OrdinalIgnoreCase);
        Bcc = [.. Recipients.Where(address => !visible.Contains(address))];
    }

    /// <summary>What is sent. It belongs to this object: a sender borrows its content.</summary>
    public OutgoingMessage Outgoing { get; }

    public override string From { get; }

    public override IReadOnlyList<string> To { get; }

    public override IReadOnlyList<string> Cc { get; }

    public override IReadOnlyList<string> Bcc { get; }

    public override string Subject => Outgoing.Subject;

    public override string MessageId => Outgoing.MessageId;

    public override DateTimeOffset? Date { get; }

    public override long Size => Outgoing.Content.Size;

    public override string EnvelopeFrom => Outgoing.Sender?.Address ?? string.Empty;

    public override IReadOnlyList<string> Recipients { get; }

    public override void CopyTo(Stream output) =>
        Outgoing.Content.WriteToAsync(output, CancellationToken.None).GetAwaiter().GetResult();
}
