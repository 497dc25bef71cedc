using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Composing;

/// <summary>The content of a message that lives on when it has been sent, and may be sent again.</summary>
internal sealed class BorrowedContent : MessageContent
{
    private readonly MessageContent _owned;

    public BorrowedContent(MessageContent owned)
    {
        _owned = owned;
    }

    public override long Size => _owned.Size;

    public override bool Is8Bit => _owned.Is8Bit;

    public override bool HasUtf8Header => _owned.HasUtf8Header;

    public override Task WriteToAsync(Stream output, CancellationToken cancellationToken) =>
        _owned.WriteToAsync(output, cancellationToken);
}
