using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace SmtpAdmin.Relay.Protocol;

/// <summary>
/// A reply as it goes over the wire (RFC 5321, section 4.2), with its enhanced status code (RFC 2034).
/// </summary>
/// <remarks>Texts are the relay's own; nothing that a client sent is repeated in them.</remarks>
internal sealed class Reply
{
    private readonly byte[] _wire;

    /// <summary>Makes a reply of one line.</summary>
    public Reply(int code, string? enhancedStatus, string text)
        : this(code, enhancedStatus, [text])
    {
    }

    /// <summary>Makes a reply of several lines.</summary>
    public Reply(int code, string? enhancedStatus, IReadOnlyList<string> lines)
    {
        Code = code;
        var text = new StringBuilder();
        for (int index = 0; index < lines.Count; index++)
        {
            text.Append(code.ToString(CultureInfo.InvariantCulture)).Append(index < lines.Count - 1 ? '-' : ' ');
            if (enhancedStatus is not null)
            {
                text.Append(enhancedStatus).Append(' ');
            }

            text.Append(lines[index]).Append("\r\n");
        }

        _wire = Encoding.ASCII.GetBytes(text.ToString());
    }

    public int Code { get; }

    /// <summary>
    /// Whether the command failed for good; such replies count against the session's budget of errors.
    /// </summary>
    public bool IsPermanentFailure => Code >= 500 && !IsPlayed;

    /// <summary>Whether it plays a fault for a test, which is no error of the client.</summary>
    public bool IsPlayed { get; init; }

    public ReadOnlySpan<byte> Wire => _wire;

    public override string ToString() => Encoding.ASCII.GetString(_wire).TrimEnd();
}
