using System.IO;
using System.Threading;
using System.Threading.Tasks;
using MimeKit;

namespace SmtpAdmin.Core.Composing;

/// <summary>A message with large parts, which are read and encoded anew at each writing.</summary>
internal sealed class StreamedContent : MessageContent
{
    private readonly MimeMessage _message;
    private readonly FormatOptions _format;

    /// <summary>Takes the message over, and goes through it once to measure it.</summary>
    /// <exception cref="SmtpAdminException">AttachmentUnreadable: a part of it cannot be read.</exception>
    public StreamedContent(MimeMessage message, FormatOptions format)
    {
        _message = message;
        _format = format;
        using var scanner = new ContentScanner();
        message.WriteTo(format, scanner);
        Size = scanner.Size;
        Is8Bit = scanner.Is8Bit;
        HasUtf8Header = scanner.HasUtf8Header;
    }

    public override long Size { get; }

    public override bool Is8Bit { get; }

    public override bool HasUtf8Header { get; }

    public override Task WriteToAsync(Stream output, CancellationToken cancellationToken) =>
        _message.WriteToAsync(_format, output, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _message.Dispose();
        }

        base.Dispose(disposing);
    }
}
