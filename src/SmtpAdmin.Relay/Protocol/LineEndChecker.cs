using System;
using System.Buffers;

namespace SmtpAdmin.Relay.Protocol;

/// <summary>
/// Finds what no line may hold in content that comes without dot-stuffing: a bare CR, a bare LF, a NUL. A CR may be the
/// last octet of one part and its LF the first of the next.
/// </summary>
internal sealed class LineEndChecker
{
    private static readonly SearchValues<byte> s_special = SearchValues.Create("\r\n\0"u8);

    private bool _isBehindCr;

    public bool IsMalformed { get; private set; }

    public void Add(ReadOnlySpan<byte> content)
    {
        while (!content.IsEmpty && !IsMalformed)
        {
            if (_isBehindCr)
            {
                IsMalformed = content[0] != '\n';
                _isBehindCr = false;
                content = content[1..];
                continue;
            }

            int special = content.IndexOfAny(s_special);
            if (special < 0)
            {
                return;
            }

            _isBehindCr = content[special] == '\r';
            IsMalformed = !_isBehindCr;
            content = content[(special + 1)..];
        }
    }

    /// <summary>The content ends here; a last line without its CRLF is let pass, half a CRLF is not.</summary>
    public void End() => IsMalformed |= _isBehindCr;
}
