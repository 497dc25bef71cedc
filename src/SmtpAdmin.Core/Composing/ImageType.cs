using System;
using System.IO;

namespace SmtpAdmin.Core.Composing;

/// <summary>The type of an image by its first bytes, where no name tells it: readers show no image of unknown type.</summary>
internal static class ImageType
{
    private const int Length = 12;

    public static string? Detect(Stream content)
    {
        byte[] start = new byte[Length];
        int count = content.Read(start, 0, Length);
        content.Position = 0;
        ReadOnlySpan<byte> bytes = start.AsSpan(0, count);
        return IsPng(bytes) ? "image/png"
            : IsJpeg(bytes) ? "image/jpeg"
            : bytes.StartsWith("GIF8"u8) ? "image/gif"
            : bytes.Length == Length && bytes.StartsWith("RIFF"u8) && bytes.Slice(8).StartsWith("WEBP"u8) ? "image/webp"
            : null;
    }

    private static bool IsPng(ReadOnlySpan<byte> bytes) =>
        bytes.Length > 3 && bytes[0] == 0x89 && bytes.Slice(1).StartsWith("PNG"u8);

    private static bool IsJpeg(ReadOnlySpan<byte> bytes) => bytes.Length > 2 && bytes[0] == 0xFF && bytes[1] == 0xD8;
}
