using System.IO;

namespace SmtpAdmin.Core.Tests.Composing;

/// <summary>Bytes that can be read once, as from a network.</summary>
internal sealed class UnseekableStream(byte[] content) : MemoryStream(content, writable: false)
{
    public override bool CanSeek => false;
}
