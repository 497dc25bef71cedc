using System;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Composing;

/// <summary>
/// A message's bytes, as they go behind DATA before dot-stuffing. They can be written any number of times, each time
/// the same: a message that is offered again is the same message. Large parts are read from where they lie at each
/// writing and are never held whole.
/// </summary>
internal abstract class MessageContent : IDisposable
{
    /// <summary>The number of bytes that <see cref="WriteToAsync"/> writes, line ends as CRLF (RFC 1870, section 4).</summary>
    public abstract long Size { get; }

    /// <summary>Whether there are bytes above 127 behind the header, so that the server must offer 8BITMIME (RFC 6152).</summary>
    public abstract bool Is8Bit { get; }

    /// <summary>Whether there are bytes above 127 in the header, so that the server must offer SMTPUTF8 (RFC 6531).</summary>
    public abstract bool HasUtf8Header { get; }

    /// <summary>Writes the message from its first byte to its last.</summary>
    /// <exception cref="SmtpAdminException">AttachmentUnreadable or MessageUnreadable: a part of it cannot be read any more.</exception>
    public abstract Task WriteToAsync(Stream output, CancellationToken cancellationToken);

    /// <summary>Closes the files that the content is read from.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the files that the content is read from.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
