using System;
using System.Buffers;

namespace SmtpAdmin.Relay.Protocol;

/// <summary>
/// Cuts command lines out of the input. Only CRLF ends a line (RFC 5321, section 2.3.8). What is kept is bounded: a
/// line over its limit is skipped as it arrives and reported at its end, so that the dialogue stays in step.
/// </summary>
internal sealed class CommandLineSplitter
{
    /// <summary>RFC 5321, section 4.5.3.1.4 asks for 512 octets, and more for parameters of extensions.</summary>
    public const int CommandLimit = 2048;

    /// <summary>RFC 4954, section 4, for the AUTH command and the lines of its exchange.</summary>
    public const int AuthenticationLimit = 12288;

    private const byte Delete = 0x7F;

    private bool _skipping;

    /// <summary>Takes the next line off the front of <paramref name="buffer"/>; the limits count its CRLF.</summary>
    public LineStatus Split(ref ReadOnlySequence<byte> buffer, bool inAuthentication, out ReadOnlySequence<byte> line)
    {
        var reader = new SequenceReader<byte>(buffer);
        if (!reader.TryReadTo(out line, "\r\n"u8))
        {
            SkipWhenTooLong(ref buffer, inAuthentication);
            return LineStatus.Incomplete;
        }

        bool tooLong = _skipping || line.Length + 2 > LimitOf(line, inAuthentication);
        _skipping = false;
        buffer = buffer.Slice(reader.Position);
        if (tooLong)
        {
            return LineStatus.TooLong;
        }

        return HasControlCharacter(line) ? LineStatus.Malformed : LineStatus.Complete;
    }

    private void SkipWhenTooLong(ref ReadOnlySequence<byte> buffer, bool inAuthentication)
    {
        if (!_skipping && buffer.Length <= LimitOf(buffer, inAuthentication))
        {
            return;
        }

        // A final CR stays: its LF may be the next byte.
        _skipping = true;
        ReadOnlySequence<byte> last = buffer.Slice(Math.Max(0, buffer.Length - 1));
        bool endsWithCr = !last.IsEmpty && last.FirstSpan[0] == (byte)'\r';
        buffer = endsWithCr ? last : buffer.Slice(buffer.End);
    }

    private static int LimitOf(ReadOnlySequence<byte> line, bool inAuthentication)
    {
        return inAuthentication || IsAuthenticationCommand(line) ? AuthenticationLimit : CommandLimit;
    }

    private static bool IsAuthenticationCommand(ReadOnlySequence<byte> line)
    {
        if (line.Length < 5)
        {
            return false;
        }

        Span<byte> verb = stackalloc byte[5];
        line.Slice(0, 5).CopyTo(verb);
        return System.Text.Ascii.EqualsIgnoreCase(verb, "AUTH "u8);
    }

    private static bool HasControlCharacter(ReadOnlySequence<byte> line)
    {
        foreach (ReadOnlyMemory<byte> part in line)
        {
            if (part.Span.IndexOfAnyInRange((byte)0, (byte)0x1F) >= 0 || part.Span.Contains(Delete))
            {
                return true;
            }
        }

        return false;
    }
}
