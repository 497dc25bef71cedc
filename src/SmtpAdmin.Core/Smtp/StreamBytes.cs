using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Smtp;

/// <summary>Reads and writes arrays. .NET Framework's streams know no Memory; .NET's are faster with it.</summary>
internal static class StreamBytes
{
#if NETSTANDARD2_0
    public static Task<int> ReadAsync(Stream stream, byte[] buffer, CancellationToken cancellationToken) =>
        stream.ReadAsync(buffer, 0, buffer.Length, cancellationToken);

    public static Task WriteAsync(Stream stream, byte[] buffer, int count, CancellationToken cancellationToken) =>
        stream.WriteAsync(buffer, 0, count, cancellationToken);
#else
    public static ValueTask<int> ReadAsync(Stream stream, byte[] buffer, CancellationToken cancellationToken) =>
        stream.ReadAsync(buffer, cancellationToken);

    public static ValueTask WriteAsync(Stream stream, byte[] buffer, int count, CancellationToken cancellationToken) =>
        stream.WriteAsync(System.MemoryExtensions.AsMemory(buffer, 0, count), cancellationToken);
#endif
}
