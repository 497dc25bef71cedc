using System;
using System.IO;
using System.Runtime.CompilerServices;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Composing;

/// <summary>
/// What a stream holds, read once: a stream may not be readable again, and several messages may have it attached. Up to
/// <see cref="MaximumInMemory"/> are kept in memory, more in a temporary file that goes with the stream.
/// </summary>
internal sealed class StreamSpool
{
    public const int MaximumInMemory = 1024 * 1024;
    private const int BufferSize = 64 * 1024;

    private static readonly ConditionalWeakTable<Stream, StreamSpool> s_spools = new();

    private readonly byte[]? _bytes;

    // Deletes the file when it is closed or finalized.
    private readonly FileStream? _file;

    private StreamSpool(Stream source)
    {
        try
        {
            if (source.CanSeek)
            {
                source.Position = 0;
            }

            var memory = new MemoryStream();
            _file = Fill(source, memory);
            _bytes = _file is null ? memory.ToArray() : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException
            or ObjectDisposedException or NotSupportedException or InvalidOperationException)
        {
            string detail = $"The stream of an attachment cannot be read: {PrintableText.From(exception.Message)}";
            throw new SmtpAdminException(ErrorKind.AttachmentUnreadable, detail, innerException: exception);
        }
    }

    /// <summary>Opens what the stream holds, for a reader of its own.</summary>
    /// <exception cref="SmtpAdminException">AttachmentUnreadable: the stream cannot be read.</exception>
    public static Stream Open(Stream source)
    {
        StreamSpool spool;
        lock (s_spools)
        {
            if (!s_spools.TryGetValue(source, out spool!))
            {
                spool = new StreamSpool(source);
                s_spools.Add(source, spool);
            }
        }

        return spool._bytes is { } bytes
            ? new MemoryStream(bytes, writable: false)
            : new AttachedFile(spool._file!.Name, share: FileShare.ReadWrite | FileShare.Delete);
    }

    private static FileStream? Fill(Stream source, MemoryStream memory)
    {
        byte[] buffer = new byte[BufferSize];
        FileStream? file = null;
        try
        {
            for (int read; (read = source.Read(buffer, 0, buffer.Length)) > 0;)
            {
                if (file is null && memory.Length + read > MaximumInMemory)
                {
                    file = CreateFile();
                    memory.WriteTo(file);
                }

                ((Stream?)file ?? memory).Write(buffer, 0, read);
            }

            file?.Flush();
            return file;
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    // GetTempFileName makes a file that only this account can read, also on Unix.
    private static FileStream CreateFile() => new(
        Path.GetTempFileName(),
        FileMode.Open,
        FileAccess.Write,
        FileShare.ReadWrite | FileShare.Delete,
        BufferSize,
        FileOptions.DeleteOnClose);
}
