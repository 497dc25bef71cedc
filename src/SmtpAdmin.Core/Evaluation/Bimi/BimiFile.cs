using System.IO;
using System.IO.Compression;

namespace SmtpAdmin.Core.Evaluation.Bimi;

/// <summary>A logo file as it is and, where it is compressed, unpacked: the draft lets logos be gzipped.</summary>
internal static class BimiFile
{
    /// <summary>
    /// Returns the unpacked bytes, no more than the limit and one: a small file can unpack to gigabytes. Null where the
    /// compression is broken.
    /// </summary>
    public static byte[]? Unpack(byte[] file, int limit)
    {
        if (!IsCompressed(file))
        {
            return file;
        }

        try
        {
            using var unpacked = new GZipStream(new MemoryStream(file), CompressionMode.Decompress);
            byte[] buffer = new byte[limit + 1];
            int length = 0;
            int read;
            while (length < buffer.Length && (read = unpacked.Read(buffer, length, buffer.Length - length)) > 0)
            {
                length += read;
            }

            System.Array.Resize(ref buffer, length);
            return buffer;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    public static bool IsCompressed(byte[] file) => file is [0x1F, 0x8B, ..];
}
