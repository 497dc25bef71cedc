using System;
using System.Collections.Generic;

namespace SmtpAdmin.Core.Smtp;

/// <summary>Reads replies out of bytes as they come; keeps what it needs of an unfinished one.</summary>
internal sealed class SmtpReplyParser
{
    // RFC 5321, section 4.5.3.1.5, allows a server 512 octets a line; servers in the field send somewhat more.
    public const int MaximumLineLength = 2048;

    public const int MaximumLines = 256;

    public const int MaximumReplyLength = 64 * 1024;

    private readonly byte[] _line = new byte[MaximumLineLength];
    private readonly List<string> _texts = [];
    private int _lineLength;
    private int _replyLength;
    private int _code;
    private EnhancedStatusCode? _enhancedStatus;

    /// <summary>Whether the bytes so far end within a reply.</summary>
    public bool IsInsideReply => _replyLength > 0;

    /// <summary>Is told each line as it came, before it is judged; null where nobody wants to know.</summary>
    public Action<string>? LineRead { get; set; }

    /// <summary>Takes bytes up to the end of one reply.</summary>
    /// <param name="input">The bytes that arrived.</param>
    /// <param name="consumed">How many of them were taken; those behind the reply are left.</param>
    /// <returns>The reply, or null where more bytes are needed.</returns>
    /// <exception cref="SmtpAdminException">ProtocolViolation: this is no reply, or one over the bounds.</exception>
    public SmtpReply? Parse(ReadOnlySpan<byte> input, out int consumed)
    {
        consumed = 0;
        while (consumed < input.Length)
        {
            // The line ends at LF. A server that leaves out the CR is understood all the same.
            ReadOnlySpan<byte> rest = input.Slice(consumed);
            int lineFeed = rest.IndexOf((byte)'\n');
            int length = lineFeed < 0 ? rest.Length : lineFeed + 1;
            Append(rest.Slice(0, length));
            consumed += length;
            if (lineFeed >= 0 && FinishLine())
            {
                return TakeReply();
            }
        }

        return null;
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        _replyLength += bytes.Length;
        if (_replyLength > MaximumReplyLength)
        {
            throw Violation($"The server sent a reply of more than {MaximumReplyLength} bytes.");
        }

        if (_lineLength + bytes.Length > MaximumLineLength)
        {
            throw Violation($"The server sent a reply line of more than {MaximumLineLength} bytes.");
        }

        bytes.CopyTo(_line.AsSpan(_lineLength));
        _lineLength += bytes.Length;
    }

    // Reply-line = *( Reply-code "-" [ textstring ] CRLF ) Reply-code [ SP textstring ] CRLF (RFC 5321, section 4.2)
    private bool FinishLine()
    {
        int length = LengthWithoutLineEnd();
        LineRead?.Invoke(WireText.Decode(_line, 0, length));
        if (length < 3 || !IsReplyCode(_line) || (length > 3 && _line[3] is not ((byte)' ' or (byte)'-')))
        {
            string line = WireText.Decode(_line, 0, Math.Min(length, 80));
            throw Violation($"The server sent a line that is no SMTP reply: '{line}'.");
        }

        int code = ((_line[0] - '0') * 100) + ((_line[1] - '0') * 10) + (_line[2] - '0');
        if (_texts.Count > 0 && code != _code)
        {
            // RFC 5321, section 4.2.1: the code is the same on each line.
            throw Violation($"The server changed the code within one reply, from {_code} to {code}.");
        }

        if (_texts.Count == MaximumLines)
        {
            throw Violation($"The server sent a reply of more than {MaximumLines} lines.");
        }

        _code = code;
        _texts.Add(TakeEnhancedStatus(length > 4 ? WireText.Decode(_line, 4, length - 4) : string.Empty));
        bool isLast = length == 3 || _line[3] == ' ';
        _lineLength = 0;
        return isLast;
    }

    private int LengthWithoutLineEnd()
    {
        int length = _lineLength - 1;
        return length > 0 && _line[length - 1] == '\r' ? length - 1 : length;
    }

    // Reply-code = %x32-35 %x30-35 %x30-39; a second digit above 5 has no meaning, and does no harm.
    private static bool IsReplyCode(byte[] line) => line[0] is >= (byte)'2' and <= (byte)'5'
        && line[1] is >= (byte)'0' and <= (byte)'9'
        && line[2] is >= (byte)'0' and <= (byte)'9';

    // RFC 2034, section 4: text = status-code SP text, on each line; its class is the first digit of the reply code.
    private string TakeEnhancedStatus(string text)
    {
        int space = text.IndexOf(' ');
        string first = space < 0 ? text : text.Substring(0, space);
        if (!EnhancedStatusCode.TryParse(first, out EnhancedStatusCode status) || status.Class != _code / 100)
        {
            return text;
        }

        _enhancedStatus ??= status;
        return space < 0 ? string.Empty : text.Substring(space + 1);
    }

    private SmtpReply TakeReply()
    {
        var reply = new SmtpReply { Code = _code, EnhancedStatus = _enhancedStatus, Lines = _texts.ToArray() };
        _texts.Clear();
        _replyLength = 0;
        _enhancedStatus = null;
        return reply;
    }

    private static SmtpAdminException Violation(string detail) => new(ErrorKind.ProtocolViolation, detail);
}
