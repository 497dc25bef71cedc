using System;
using System.IO;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Composing;

/// <summary>
/// A file that a message is read from, at each writing anew. It is open only while it is read, so that nobody else is
/// kept from it; where it was changed since it was first seen, reading fails rather than give another content.
/// </summary>
internal sealed class AttachedFile : Stream
{
    private const int BufferSize = 64 * 1024;

    private readonly string _path;
    private readonly FileShare _share;
    private readonly DateTime _changedAt;
    private readonly long _length;
    private readonly Func<string, Exception?, SmtpAdminException> _failure;
    private FileStream? _file;
    private long _position;

    /// <summary>Looks at the file and closes it again.</summary>
    /// <exception cref="SmtpAdminException">The file cannot be read.</exception>
    public AttachedFile(
        string path, Func<string, Exception?, SmtpAdminException>? failure = null, FileShare share = FileShare.Read)
    {
        _path = path;
        _share = share;
        _failure = failure ?? Unreadable;
        using FileStream file = OpenFile();
        _length = file.Length;
        _changedAt = ChangedAt();
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => _length;

    public override long Position
    {
        get => _position;
        set => Seek(value, SeekOrigin.Begin);
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        FileStream file = Resume();
        try
        {
            return Advance(file.Read(buffer, offset, count), count);
        }
        catch (IOException exception)
        {
            throw _failure(_path, exception);
        }
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        long position = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => _position + offset,
            _ => _length + offset,
        };
        if (position != _position)
        {
            Close(ref _file);
        }

        return _position = position;
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Close(ref _file);
        }

        base.Dispose(disposing);
    }

    private static void Close(ref FileStream? file)
    {
        file?.Dispose();
        file = null;
    }

    private FileStream Resume()
    {
        if (_file is null)
        {
            FileStream file = OpenFile();
            _file = file;
            CheckUnchanged(file.Length);
            file.Position = _position;
        }

        return _file;
    }

    private int Advance(int read, int wanted)
    {
        _position += read;
        if (read == 0 && wanted > 0)
        {
            CheckUnchanged(_position);
            Close(ref _file);
        }

        return read;
    }

    private void CheckUnchanged(long length)
    {
        if (length != _length || ChangedAt() != _changedAt)
        {
            Close(ref _file);
            throw _failure(_path, null);
        }
    }

    private DateTime ChangedAt() => File.GetLastWriteTimeUtc(_path);

    private FileStream OpenFile()
    {
        try
        {
            return new FileStream(
                _path, FileMode.Open, FileAccess.Read, _share, BufferSize, FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException
            or ArgumentException or NotSupportedException)
        {
            throw _failure(_path, exception);
        }
    }

    private static SmtpAdminException Unreadable(string path, Exception? reason) => new(
        ErrorKind.AttachmentUnreadable,
        $"The attachment '{PrintableText.From(path)}' "
        + (reason is null ? "was changed since the message was composed." : $"cannot be read: {reason.Message}"),
        innerException: reason);
}
