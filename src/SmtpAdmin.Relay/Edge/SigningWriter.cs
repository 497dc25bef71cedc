using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Signing;

namespace SmtpAdmin.Relay.Edge;

/// <summary>
/// Puts DKIM signatures in front of a message. They depend on all of it, so it waits in a file until its end has come;
/// memory stays flat.
/// </summary>
/// <param name="inner">Where the message goes.</param>
/// <param name="signer">The keys.</param>
/// <param name="maySignFor">Whether the message may be signed in this author's name.</param>
internal sealed class SigningWriter(IMessageWriter inner, AuthorSigner signer, Func<string, bool> maySignFor) : IMessageWriter
{
    private const int BufferSize = 64 * 1024;

    private readonly FileStream _content = new(
        Path.Combine(Path.GetTempPath(), "smtpadmin-" + Path.GetRandomFileName()),
        new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
            BufferSize = BufferSize,
        });

    public ValueTask WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        _content.WriteAsync(content, cancellationToken);

    public async ValueTask CommitAsync(long size, CancellationToken cancellationToken)
    {
        foreach (string field in Sign(cancellationToken))
        {
            await inner.WriteAsync(Encoding.ASCII.GetBytes(field), cancellationToken).ConfigureAwait(false);
        }

        _content.Position = 0;
        byte[] buffer = new byte[BufferSize];
        int count;
        while ((count = await _content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
        {
            await inner.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
        }

        await inner.CommitAsync(size, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _content.DisposeAsync().ConfigureAwait(false);
        await inner.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>A message that cannot be signed goes on without: to lose it would be worse.</summary>
    private IReadOnlyList<string> Sign(CancellationToken cancellationToken)
    {
        try
        {
            _content.Position = 0;
            string? author = AuthorSigner.FindAuthor(_content, cancellationToken);
            if (author is null || !maySignFor(author))
            {
                return [];
            }

            _content.Position = 0;
            return signer.CreateSignatures(_content, author, cancellationToken);
        }
        catch (SmtpAdminException)
        {
            return [];
        }
    }
}
