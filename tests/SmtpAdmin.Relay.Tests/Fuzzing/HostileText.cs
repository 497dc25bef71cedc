using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace SmtpAdmin.Relay.Tests.Fuzzing;

/// <summary>Makes what a parser should read, and spoils it: from a seed, so that it comes again. One octet a character.</summary>
internal sealed class HostileText(int seed)
{
    private static readonly string[] s_pieces =
    [
        "\r\n", "\r", "\n", "\0", ".", "\r\n.\r\n", "..", " ", "<", ">", "@", ":", "=", "+", "+0A", "+3D", ";", ",", "\"",
        "\\", "\\x{", "}", "[", "]", "[IPv6:", "%", "!", "\u007F", "\u0080", "\u00C3\u00BC", "\u00ED\u00A0\u0080", "\u00FF",
        "0", "9", "-1", "4294967296", "99999999999999999999", "LAST", "SMTPUTF8", "NOTIFY=NEVER", "BODY=BINARYMIME", "\u0001",
    ];

    private readonly Random _random = new(seed);

    public int Next(int below) => _random.Next(below);

    public bool Chance(int percent) => _random.Next(100) < percent;

    public string Pick(IReadOnlyList<string> choices) => choices[_random.Next(choices.Count)];

    /// <summary>One of the samples, left as it is or with up to eight spots spoilt.</summary>
    public string Spoil(params IReadOnlyList<string> samples)
    {
        var text = new StringBuilder(Pick(samples));
        for (int count = _random.Next(9); count > 0; count--)
        {
            SpoilOnce(text, samples);
        }

        return text.ToString();
    }

    /// <summary>The text in parts of any length.</summary>
    public IEnumerable<string> Cut(string text)
    {
        int longest = 1 + _random.Next(Math.Max(1, text.Length));
        for (int start = 0; start < text.Length;)
        {
            int length = Math.Min(text.Length - start, 1 + _random.Next(longest));
            yield return text.Substring(start, length);
            start += length;
        }
    }

    public static byte[] Octets(string text) => Encoding.Latin1.GetBytes(text);

    private void SpoilOnce(StringBuilder text, IReadOnlyList<string> samples)
    {
        int at = _random.Next(text.Length + 1);
        int length = _random.Next(1 + Math.Min(16, text.Length - at));
        switch (_random.Next(6))
        {
            case 0:
                text.Insert(at, Pick(s_pieces));
                break;
            case 1:
                text.Remove(at, length);
                break;
            case 2:
                text.Insert(at, text.ToString(at, length));
                break;
            case 3:
                text.Insert(at, (char)_random.Next(256));
                break;
            case 4:
                string other = Pick(samples);
                text.Remove(at, text.Length - at).Append(other.AsSpan(Math.Min(at, other.Length)));
                break;
            default:
                text.Insert(at, string.Concat(Enumerable.Repeat(Pick(s_pieces), _random.Next(300))));
                break;
        }
    }
}
