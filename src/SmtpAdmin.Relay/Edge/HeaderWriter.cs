using System;
using System.Globalization;
using System.IO;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Protocol;

namespace SmtpAdmin.Relay.Edge;

/// <summary>
/// Adds Date and Message-ID where a submission lacks them (RFC 6409, sections 8.1 and 8.3), between the relay's Received
/// field and what the client sent, and gives its senders their outside domains. The header waits in memory until it is
/// whole; one that is longer than any mail program makes goes on as it is.
/// </summary>
/// <param name="inner">Where the message goes.</param>
/// <param name="envelope">The message's envelope.</param>
/// <param name="hostName">The relay's name, for a Message-ID; null where no fields are added.</param>
/// <param name="masquerade">The domains that senders get.</param>
internal sealed class HeaderWriter(IMessageWriter inner, Envelope envelope, string? hostName, Masquerade masquerade) : IMessageWriter
{
    private const int MaximumHeader = 256 * 1024;

    private readonly HeaderScan _scan = new();
    private MemoryStream? _header;
    private bool _hasReceived;
    private bool _isDone;

    private ReadOnlyMemory<byte> Header => _header is null ? default : _header.GetBuffer().AsMemory(0, (int)_header.Length);

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        // The first part is the Received field.
        if (!_hasReceived || _isDone)
        {
            _hasReceived = true;
            await inner.WriteAsync(content, cancellationToken).ConfigureAwait(false);
            return;
        }

        _header ??= new MemoryStream();
        _header.Write(content.Span);
        _scan.Continue(Header.Span);
        if (_scan.IsComplete || _header.Length > MaximumHeader)
        {
            await PassHeaderAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask CommitAsync(long size, CancellationToken cancellationToken)
    {
        if (!_isDone)
        {
            _scan.Finish(Header.Span);
            await PassHeaderAsync(cancellationToken).ConfigureAwait(false);
        }

        await inner.CommitAsync(size, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    private async ValueTask PassHeaderAsync(CancellationToken cancellationToken)
    {
        _isDone = true;
        ReadOnlyMemory<byte> rest = Header;
        if (_scan.IsComplete)
        {
            ReadOnlyMemory<byte> header = rest[.._scan.Length];
            rest = rest[_scan.Length..];
            await inner.WriteAsync(Encoding.ASCII.GetBytes(MissingFields()), cancellationToken).ConfigureAwait(false);
            await inner.WriteAsync(masquerade.IsEmpty ? header : masquerade.Rewrite(header.Span), cancellationToken)
                .ConfigureAwait(false);
        }

        await inner.WriteAsync(rest, cancellationToken).ConfigureAwait(false);
        _header = null;
    }

    private string MissingFields()
    {
        if (hostName is null)
        {
            return string.Empty;
        }

        string date = envelope.ReceivedAt.ToUniversalTime()
            .ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture);
        string host = ClientName.IsAcceptable(hostName) ? hostName : "localhost";
        return (_scan.HasDate ? string.Empty : $"Date: {date}\r\n")
            + (_scan.HasMessageId ? string.Empty : $"Message-ID: <{envelope.Id}@{host}>\r\n");
    }
}
