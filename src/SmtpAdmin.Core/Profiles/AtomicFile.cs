using System;
using System.IO;

namespace SmtpAdmin.Core.Profiles;

/// <summary>A small file of its owner's that is there whole or not at all.</summary>
internal static class AtomicFile
{
    /// <summary>Writes beside the file, flushes to disk, and puts it in the file's place.</summary>
    public static void Write(string path, byte[] content)
    {
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (FileStream stream = OwnerOnly.CreateFile(temporary))
            {
                stream.Write(content, 0, content.Length);
                stream.Flush(flushToDisk: true);
            }

            OwnerOnly.Replace(temporary, path);
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
