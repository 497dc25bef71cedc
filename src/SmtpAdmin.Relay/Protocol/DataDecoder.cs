using System;
using System.Buffers;

namespace SmtpAdmin.Relay.Protocol;

/// <summary>
/// Finds the end of a message and undoes dot-stuffing (RFC 5321, section 4.5.2). Only CRLF.CRLF ends a message; the
/// CRLF of the DATA command counts as the first (section 4.1.1.4). Content comes as slices of the input: a slice ends
/// only where a dot is left out or the input is used up. Lines may have any length.
/// </summary>
/// <remarks>
/// A bare CR, a bare LF or a NUL makes the message malformed. Reading goes on to the true end, so that no other
/// server's idea of an end can turn the rest of the message into commands; the content is then not to be used.
/// </remarks>
internal sealed class DataDecoder
{
    private static readonly SearchValues<byte> s_special = SearchValues.Create("\r\n\0"u8);

    private Position _position = Position.LineStart;

    /// <summary>Whether a bare CR, a bare LF or a NUL has come.</summary>
    public bool IsMalformed { get; private set; }

    /// <summary>Takes at least one byte of an input that is not empty, up to the next dot left out.</summary>
    public DataStep Decode(ReadOnlySpan<byte> input)
    {
        int start = 0;
        if (_position is Position.Dot or Position.DotCr || (_position == Position.LineStart && input[0] == '.'))
        {
            start = TakeDot(input, out bool isEnd);
            if (isEnd || start == input.Length)
            {
                return new DataStep(start, start, 0, isEnd);
            }
        }

        int end = start;
        while (end < input.Length && !(_position == Position.LineStart && input[end] == '.'))
        {
            end = TakeText(input, end);
        }

        return new DataStep(end, start, end - start, IsEnd: false);
    }

    /// <summary>Takes a line's first dot and, where the line ends right behind it, the end of the message.</summary>
    private int TakeDot(ReadOnlySpan<byte> input, out bool isEnd)
    {
        isEnd = false;
        for (int index = 0; index < input.Length; index++)
        {
            byte next = input[index];
            switch (_position)
            {
                case Position.LineStart:
                    _position = Position.Dot;
                    break;
                case Position.Dot when next == '\r':
                    _position = Position.DotCr;
                    break;
                case Position.DotCr when next == '\n':
                    _position = Position.LineStart;
                    isEnd = true;
                    return index + 1;
                case Position.DotCr:
                    IsMalformed = true;
                    _position = Position.InLine;
                    return index;
                default:
                    _position = Position.InLine;
                    return index;
            }
        }

        return input.Length;
    }

    /// <summary>Takes text up to and including the next special byte.</summary>
    private int TakeText(ReadOnlySpan<byte> input, int index)
    {
        if (_position == Position.Cr)
        {
            // Behind a CR only LF is right; anything else is looked at again as text.
            bool isLineEnd = input[index] == '\n';
            IsMalformed |= !isLineEnd;
            _position = isLineEnd ? Position.LineStart : Position.InLine;
            return isLineEnd ? index + 1 : index;
        }

        _position = Position.InLine;
        int length = input[index..].IndexOfAny(s_special);
        if (length < 0)
        {
            return input.Length;
        }

        bool isCr = input[index + length] == '\r';
        IsMalformed |= !isCr;
        _position = isCr ? Position.Cr : Position.InLine;
        return index + length + 1;
    }

    /// <summary>Where the next byte stands.</summary>
    private enum Position
    {
        /// <summary>Behind CRLF.</summary>
        LineStart,

        /// <summary>Behind CRLF and a dot.</summary>
        Dot,

        /// <summary>Behind CRLF, a dot and CR.</summary>
        DotCr,

        /// <summary>Behind a CR that did not follow a line's first dot.</summary>
        Cr,

        /// <summary>Anywhere else.</summary>
        InLine,
    }
}
