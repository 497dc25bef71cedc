using System;
using System.Buffers;
using System.Linq;
using System.Net;
using System.Net.Sockets;

namespace SmtpAdmin.Relay.Protocol;

/// <summary>
/// The productions of RFC 5321, section 4.1.2 below a path, with the octets above 127 that RFC 6531, section 3.3 adds.
/// Each returns how many octets it matches at the start of the text, and 0 where it matches none. The text holds one
/// octet in each character, so that the limits count octets; whether those above 127 are UTF-8, and whether they may
/// come at all, is for <see cref="Utf8Octets"/> and for the command to say.
/// </summary>
internal static class MailboxGrammar
{
    private const string AsciiLetDig = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private static readonly string s_letDigCharacters =
        AsciiLetDig + string.Concat(Enumerable.Range(0x80, 0x80).Select(static octet => (char)octet));

    private static readonly SearchValues<char> s_atext =
        SearchValues.Create(s_letDigCharacters + "!#$%&'*+-/=?^_`{|}~");

    private static readonly SearchValues<char> s_letDig = SearchValues.Create(s_letDigCharacters);
    private static readonly SearchValues<char> s_ldh = SearchValues.Create(s_letDigCharacters + "-");

    /// <summary>Local-part = Dot-string / Quoted-string</summary>
    public static int LocalPart(ReadOnlySpan<char> text) => text is ['"', ..] ? QuotedString(text) : DotString(text);

    /// <summary>Domain = sub-domain *("." sub-domain)</summary>
    public static int Domain(ReadOnlySpan<char> text) => Dotted(text, SubDomain);

    /// <summary>
    /// address-literal = "[" ( IPv4-address-literal / IPv6-address-literal / General-address-literal ) "]"
    /// </summary>
    /// <remarks>No general address literal is defined, so none matches.</remarks>
    public static int AddressLiteral(ReadOnlySpan<char> text)
    {
        const string IPv6Tag = "IPv6:";
        int end = text is ['[', ..] ? text.IndexOf(']') : -1;
        if (end < 0)
        {
            return 0;
        }

        ReadOnlySpan<char> literal = text[1..end];
        bool matches = literal.StartsWith(IPv6Tag, StringComparison.OrdinalIgnoreCase)
            ? IsAddress(literal[IPv6Tag.Length..], AddressFamily.InterNetworkV6) && literal.IndexOf('%') < 0
            : IsAddress(literal, AddressFamily.InterNetwork) && literal.Count('.') == 3;
        return matches ? end + 1 : 0;
    }

    /// <summary>Dot-string = Atom *("." Atom)</summary>
    private static int DotString(ReadOnlySpan<char> text) => Dotted(text, Atom);

    /// <summary>Atom = 1*atext</summary>
    private static int Atom(ReadOnlySpan<char> text)
    {
        int length = text.IndexOfAnyExcept(s_atext);
        return length < 0 ? text.Length : length;
    }

    /// <summary>sub-domain = Let-dig [Ldh-str]; Ldh-str = *( ALPHA / DIGIT / "-" ) Let-dig</summary>
    private static int SubDomain(ReadOnlySpan<char> text)
    {
        int length = text.IndexOfAnyExcept(s_ldh);
        ReadOnlySpan<char> label = length < 0 ? text : text[..length];
        bool matches = label.Length > 0 && s_letDig.Contains(label[0]) && s_letDig.Contains(label[^1]);
        return matches ? label.Length : 0;
    }

    /// <summary>Quoted-string = DQUOTE *QcontentSMTP DQUOTE; QcontentSMTP = qtextSMTP / quoted-pairSMTP</summary>
    private static int QuotedString(ReadOnlySpan<char> text)
    {
        for (int index = 1; index < text.Length; index++)
        {
            if (text[index] == '"')
            {
                return index + 1;
            }

            // quoted-pairSMTP = %d92 %d32-126; qtextSMTP =/ UTF8-non-ascii
            bool isPair = text[index] == '\\';
            index += isPair ? 1 : 0;
            if (index >= text.Length || text[index] is < ' ' or '\x7F' || (isPair && text[index] > '~'))
            {
                return 0;
            }
        }

        return 0;
    }

    private static int Dotted(ReadOnlySpan<char> text, Production part)
    {
        int length = part(text);
        while (length > 0 && length < text.Length && text[length] == '.')
        {
            int next = part(text[(length + 1)..]);
            if (next == 0)
            {
                return 0;
            }

            length += 1 + next;
        }

        return length;
    }

    private static bool IsAddress(ReadOnlySpan<char> text, AddressFamily family)
    {
        return IPAddress.TryParse(text, out IPAddress? address) && address.AddressFamily == family;
    }

    private delegate int Production(ReadOnlySpan<char> text);
}
