using System;

namespace SmtpAdmin.Core.Smtp;

/// <summary>
/// Makes a message's content fit for DATA, piece by piece. A line that begins with a dot gets one more (RFC 5321,
/// section 4.5.2). CR and LF leave here only as CRLF (section 2.3.8): a receiver that took a bare one for a line end
/// would see the end of the message where the sender sees none, and what follows as commands.
/// </summary>
internal sealed class ContentEncoder
{
    // Each byte may become two; a CR held back from the piece before may add two more.
    private const int Overhead = 2;

    private bool _isAtLineStart = true;
    private bool _isAfterCarriageReturn;

    /// <summary>The longest that <see cref="Finish"/> writes: CRLF.CRLF.</summary>
    public const int FinishLength = 5;

    public static int MaximumLength(int inputLength) => (2 * inputLength) + Overhead;

    /// <summary>Encodes the next piece.</summary>
    /// <returns>How many bytes of <paramref name="output"/> were written.</returns>
    public int Encode(ReadOnlySpan<byte> input, Span<byte> output)
    {
        int written = 0;
        while (!input.IsEmpty)
        {
            int run = input.IndexOfAny((byte)'\r', (byte)'\n');
            ReadOnlySpan<byte> text = run < 0 ? input : input.Slice(0, run);
            written += WriteText(text, output.Slice(written));
            if (run < 0)
            {
                break;
            }

            written += WriteLineEnd(input[run], output.Slice(written));
            input = input.Slice(run + 1);
        }

        return written;
    }

    /// <summary>Ends the last line where it is open, and then the message.</summary>
    /// <returns>How many bytes of <paramref name="output"/> were written.</returns>
    public int Finish(Span<byte> output)
    {
        ReadOnlySpan<byte> end = _isAtLineStart && !_isAfterCarriageReturn ? ".\r\n"u8 : "\r\n.\r\n"u8;
        end.CopyTo(output);
        return end.Length;
    }

    private int WriteText(ReadOnlySpan<byte> text, Span<byte> output)
    {
        if (text.IsEmpty)
        {
            return 0;
        }

        int written = TakeHeldCarriageReturn(output);
        if (_isAtLineStart && text[0] == '.')
        {
            output[written++] = (byte)'.';
        }

        text.CopyTo(output.Slice(written));
        _isAtLineStart = false;
        return written + text.Length;
    }

    // A CR is held until the next byte shows whether it belongs to a CRLF.
    private int WriteLineEnd(byte lineEnd, Span<byte> output)
    {
        if (lineEnd == '\r')
        {
            int written = TakeHeldCarriageReturn(output);
            _isAfterCarriageReturn = true;
            return written;
        }

        _isAfterCarriageReturn = false;
        return WriteCrLf(output);
    }

    private int TakeHeldCarriageReturn(Span<byte> output)
    {
        if (!_isAfterCarriageReturn)
        {
            return 0;
        }

        _isAfterCarriageReturn = false;
        return WriteCrLf(output);
    }

    private int WriteCrLf(Span<byte> output)
    {
        _isAtLineStart = true;
        "\r\n"u8.CopyTo(output);
        return 2;
    }
}
