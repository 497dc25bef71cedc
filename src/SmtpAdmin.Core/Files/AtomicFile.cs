using System;
using System.IO;

namespace SmtpAdmin.Core.Files;

/// <summary>Files that are there whole or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a file that only its owner may use, and puts it in the place of one that is there.</summary>
    public static void Write(string path, byte[] content) =>
        Write(path, true, OwnerOnly.CreateFile, stream => stream.Write(content, 0, content.Length));

    /// <summary>Writes a file with the usual rights.</summary>
    /// <param name="path">The file.</param>
    /// <param name="overwrite">Whether one that is there is replaced; an IOException where not.</param>
    /// <param name="write">Writes the content.</param>
    public static void Write(string path, bool overwrite, Action<Stream> write) =>
        Write(path, overwrite, static path => new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None), write);

    // Beside the file, flushed to disk, and then in the file's place.
    private static void Write(string path, bool overwrite, Func<string, FileStream> create, Action<Stream> write)
    {
        // The move would find out too, but only when all has been written.
        if (!overwrite && File.Exists(path))
        {
            throw new IOException("The file is there already.");
        }

        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (FileStream stream = create(temporary))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            if (overwrite)
            {
                OwnerOnly.Replace(temporary, path);
            }
            else
            {
                File.Move(temporary, path);
            }
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Reads a file that another process may put a new one in the place of; null where it is too large.</summary>
    public static byte[]? Read(string path, int maximumSize)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (stream.Length > maximumSize)
        {
            return null;
        }

        byte[] content = new byte[(int)stream.Length];
        int total = 0;
        while (total < content.Length && stream.Read(content, total, content.Length - total) is > 0 and int count)
        {
            total += count;
        }

        return total == content.Length ? content : throw new EndOfStreamException($"{path} became shorter while it was read.");
    }
}
