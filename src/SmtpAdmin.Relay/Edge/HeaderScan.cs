using System;

namespace SmtpAdmin.Relay.Edge;

/// <summary>
/// Looks through a message's header as it grows, each line once, for the fields that a submission needs (RFC 6409,
/// section 8).
/// </summary>
internal sealed class HeaderScan
{
    private int _position;

    /// <summary>Whether the empty line behind the header was found.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Whether there is a Date field.</summary>
    public bool HasDate { get; private set; }

    /// <summary>Whether there is a Message-ID field.</summary>
    public bool HasMessageId { get; private set; }

    /// <summary>The number of bytes before the empty line; all that were looked at where it was not found.</summary>
    public int Length => _position;

    /// <summary>Goes on where it stopped.</summary>
    /// <param name="content">The header from its first byte, as far as it is there.</param>
    public void Continue(ReadOnlySpan<byte> content)
    {
        int end;
        while (!IsComplete && (end = content[_position..].IndexOf("\r\n"u8)) >= 0)
        {
            IsComplete = end == 0;
            Look(content.Slice(_position, end));
            _position += IsComplete ? 0 : end + 2;
        }
    }

    /// <summary>Takes what is left for the last line: the message has ended.</summary>
    public void Finish(ReadOnlySpan<byte> content)
    {
        Look(content[_position..]);
        _position = IsComplete ? _position : content.Length;
        IsComplete = true;
    }

    private void Look(ReadOnlySpan<byte> line)
    {
        HasDate |= Names(line, "date");
        HasMessageId |= Names(line, "message-id");
    }

    /// <summary>field-name *WSP ":" (RFC 5322, section 4.5), in any case.</summary>
    internal static bool Names(ReadOnlySpan<byte> line, string name)
    {
        if (line.Length <= name.Length || !System.Text.Ascii.EqualsIgnoreCase(line[..name.Length], name))
        {
            return false;
        }

        ReadOnlySpan<byte> rest = line[name.Length..].TrimStart(" \t"u8);
        return rest.StartsWith(":"u8);
    }
}
