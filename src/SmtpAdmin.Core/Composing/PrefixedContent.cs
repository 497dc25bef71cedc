using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Core.Composing;

/// <summary>A finished message with header fields put in front of it. What it signs stays as it is.</summary>
internal sealed class PrefixedContent : MessageContent
{
    private const int MaximumInMemory = 1024 * 1024;
    private const int BufferSize = 64 * 1024;

    private readonly byte[] _prefix;
    private readonly MessageContent _content;

    private PrefixedContent(byte[] prefix, MessageContent content)
    {
        _prefix = prefix;
        _content = content;
    }

    public override long Size => _prefix.Length + _content.Size;

    public override bool Is8Bit => _content.Is8Bit;

    public override bool HasUtf8Header => _content.HasUtf8Header;

    /// <summary>Signs a content, and owns it from then on.</summary>
    /// <exception cref="SmtpAdminException">The message cannot be signed; the content is disposed.</exception>
    public static PrefixedContent Sign(MessageContent content, IMessageSigner signer)
    {
        try
        {
            using Stream bytes = OpenBuffer(content.Size);
            content.WriteToAsync(bytes, CancellationToken.None).GetAwaiter().GetResult();
            bytes.Position = 0;
            IReadOnlyList<string> fields = signer.SignBytes(bytes);
            return new PrefixedContent(Encoding.ASCII.GetBytes(string.Concat(fields)), content);
        }
        catch
        {
            content.Dispose();
            throw;
        }
    }

    public override async Task WriteToAsync(Stream output, CancellationToken cancellationToken)
    {
        await StreamBytes.WriteAsync(output, _prefix, _prefix.Length, cancellationToken).ConfigureAwait(false);
        await _content.WriteToAsync(output, cancellationToken).ConfigureAwait(false);
    }

    // A temporary file for large messages, readable by this account alone, and gone when it is closed.
    private static Stream OpenBuffer(long size) => size <= MaximumInMemory
        ? new MemoryStream()
        : new FileStream(
            Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, BufferSize, FileOptions.DeleteOnClose);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _content.Dispose();
        }

        base.Dispose(disposing);
    }
}
