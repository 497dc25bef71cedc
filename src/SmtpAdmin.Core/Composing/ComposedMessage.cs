using System;
using System.Collections.Generic;
using MimeKit;
using MimeKit.IO;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Composing;

/// <summary>A message ready to go: its content and its envelope. Holds the attachments open until it is disposed.</summary>
internal sealed class ComposedMessage : IDisposable
{
    public ComposedMessage(MimeMessage content, MailAddress sender, IReadOnlyList<MailAddress> recipients)
    {
        Content = content;
        Sender = sender;
        Recipients = recipients;
    }

    public MimeMessage Content { get; }

    /// <summary>The reverse-path.</summary>
    public MailAddress Sender { get; }

    /// <summary>The forward-paths, each once, in the order To, Cc, Bcc.</summary>
    public IReadOnlyList<MailAddress> Recipients { get; }

    /// <summary>Whether a mailbox of the envelope can only be named with SMTPUTF8 (RFC 6531).</summary>
    public bool NeedsSmtpUtf8
    {
        get
        {
            bool needs = Sender.NeedsSmtpUtf8;
            foreach (MailAddress recipient in Recipients)
            {
                needs |= recipient.NeedsSmtpUtf8;
            }

            return needs;
        }
    }

    /// <summary>The size in bytes, by writing the message once to nowhere.</summary>
    public long Measure()
    {
        using var measure = new MeasuringStream();
        Content.WriteTo(measure);
        return measure.Length;
    }

    public void Dispose() => Content.Dispose();
}
