using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Composing.Stored;

/// <summary>A stored message too large to hold: its header, and the rest from its file at each writing.</summary>
internal sealed class FileContent : MessageContent
{
    private const int BufferSize = 64 * 1024;

    private readonly byte[] _header;
    private readonly AttachedFile _file;
    private readonly long _bodyStart;

    /// <summary>Takes the file over, and goes through it once.</summary>
    /// <exception cref="SmtpAdminException">MessageUnreadable: the file cannot be read.</exception>
    public FileContent(byte[] header, AttachedFile file, long bodyStart)
    {
        _header = header;
        _file = file;
        _bodyStart = bodyStart;
        using var scanner = new ContentScanner();
        scanner.Scan(header);
        file.Position = bodyStart;
        file.CopyTo(scanner, BufferSize);
        Size = scanner.Size;
        Is8Bit = scanner.Is8Bit;
        HasUtf8Header = scanner.HasUtf8Header;
    }

    public override long Size { get; }

    public override bool Is8Bit { get; }

    public override bool HasUtf8Header { get; }

    public override async Task WriteToAsync(Stream output, CancellationToken cancellationToken)
    {
        await Smtp.StreamBytes.WriteAsync(output, _header, _header.Length, cancellationToken).ConfigureAwait(false);
        _file.Position = _bodyStart;
        await _file.CopyToAsync(output, BufferSize, cancellationToken).ConfigureAwait(false);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
        }

        base.Dispose(disposing);
    }
}
