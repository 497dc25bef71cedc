using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using MimeKit;
using MimeKit.IO;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Composing;

/// <summary>An outgoing message in the form that MailKit sends.</summary>
internal sealed class ComposedMessage : IDisposable
{
    private readonly OutgoingMessage _message;

    private ComposedMessage(OutgoingMessage message, MimeMessage content)
    {
        _message = message;
        Content = content;
    }

    public MimeMessage Content { get; }

    /// <summary>The reverse-path.</summary>
    public MailAddress Sender => _message.Sender!;

    /// <summary>The forward-paths, each once, in the order To, Cc, Bcc.</summary>
    public IReadOnlyList<MailAddress> Recipients => _message.Recipients;

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

    public static implicit operator ComposedMessage(OutgoingMessage message)
    {
        using var bytes = new MemoryStream();
        message.Content.WriteToAsync(bytes, CancellationToken.None).GetAwaiter().GetResult();
        bytes.Position = 0;
        return new ComposedMessage(message, MimeMessage.Load(bytes));
    }

    /// <summary>The size in bytes, by writing the message once to nowhere.</summary>
    public long Measure()
    {
        using var measure = new MeasuringStream();
        Content.WriteTo(measure);
        return measure.Length;
    }

    public void Dispose()
    {
        Content.Dispose();
        _message.Dispose();
    }
}
