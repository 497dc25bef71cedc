using System;

namespace SmtpAdmin.Relay.Protocol;

/// <summary>Counts the Received fields of a message's header as it streams by (RFC 5321, section 6.3).</summary>
internal sealed class HopCounter
{
    private const int NoMatch = -1;

    private static ReadOnlySpan<byte> FieldName => "received:"u8;

    private bool _headerEnded;
    private int _matched;
    private int _column;

    public int Count { get; private set; }

    /// <summary>Takes the next part of the message; after the header it does nothing.</summary>
    public void Add(ReadOnlySpan<byte> content)
    {
        int index = 0;
        while (!_headerEnded && index < content.Length)
        {
            if (_matched == NoMatch)
            {
                int lineFeed = content[index..].IndexOf((byte)'\n');
                if (lineFeed < 0)
                {
                    _column += content.Length - index;
                    return;
                }

                _column += lineFeed;
                index += lineFeed;
            }

            AddByte(content[index++]);
        }
    }

    private void AddByte(byte value)
    {
        if (value == '\n')
        {
            // A line of nothing but CR LF ends the header.
            _headerEnded = _column <= 1;
            _matched = 0;
            _column = 0;
            return;
        }

        _column++;
        if (_matched == NoMatch)
        {
            return;
        }

        _matched = (value | 0x20) == FieldName[_matched] || value == FieldName[_matched] ? _matched + 1 : NoMatch;
        if (_matched == FieldName.Length)
        {
            Count++;
            _matched = NoMatch;
        }
    }
}
