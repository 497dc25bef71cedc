using System.IO;
using System.Text;
using System.Threading;
using MimeKit;
using SmtpAdmin.Core.Composing;

namespace SmtpAdmin.Core.Tests.Composing;

/// <summary>What a composed message consists of, by its bytes alone.</summary>
internal static class Composed
{
    public static byte[] Bytes(OutgoingMessage message)
    {
        using var stream = new MemoryStream();
        message.Content.WriteToAsync(stream, CancellationToken.None).GetAwaiter().GetResult();
        return stream.ToArray();
    }

    public static string Text(OutgoingMessage message) => Encoding.UTF8.GetString(Bytes(message));

    public static MimeMessage Parse(OutgoingMessage message) => MimeMessage.Load(new MemoryStream(Bytes(message)));

    public static byte[] Decode(MimeEntity part)
    {
        using var decoded = new MemoryStream();
        ((MimePart)part).Content!.DecodeTo(decoded);
        return decoded.ToArray();
    }
}
