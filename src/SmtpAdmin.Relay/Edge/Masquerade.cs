using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using SmtpAdmin.Relay.Policy;
using SmtpAdmin.Relay.Protocol;

namespace SmtpAdmin.Relay.Edge;

/// <summary>
/// Gives senders of inside domains an outside one, in the envelope and in From, Sender and Reply-To, so that what a
/// device calls itself can be answered. The fields keep all other bytes.
/// </summary>
internal sealed class Masquerade
{
    private static readonly string[] s_fields = ["from", "sender", "reply-to"];

    private readonly (AddressPattern Inside, string Outside)[] _domains;

    /// <param name="domains">From patterns of inside domains to outside domains; checked before.</param>
    public Masquerade(IReadOnlyDictionary<string, string> domains)
    {
        _domains = [.. domains
            .Select(pair => (Inside: AddressPattern.TryParse(pair.Key, out AddressPattern? inside) ? inside : null, Outside: pair.Value))
            .Where(pair => pair.Inside is not null)
            .Select(pair => (pair.Inside!, pair.Outside))];
    }

    public bool IsEmpty => _domains.Length == 0;

    /// <summary>An address of the envelope; the null reverse-path stays.</summary>
    public string Rewrite(string address)
    {
        int at = address.LastIndexOf('@');
        return at < 0 ? address : address[..(at + 1)] + RewriteDomain(address[(at + 1)..]);
    }

    /// <summary>A header, up to its empty line or its end.</summary>
    public byte[] Rewrite(ReadOnlySpan<byte> header)
    {
        var result = new StringBuilder(header.Length);
        bool isAddresses = false;
        while (!header.IsEmpty)
        {
            int end = header.IndexOf("\r\n"u8);
            ReadOnlySpan<byte> line = end < 0 ? header : header[..(end + 2)];
            header = header[line.Length..];
            bool isFolded = line[0] is (byte)' ' or (byte)'\t';
            isAddresses = isFolded ? isAddresses : IsAddressField(line);
            string text = Encoding.Latin1.GetString(line);
            result.Append(isAddresses ? RewriteAddresses(text) : text);
        }

        return Encoding.Latin1.GetBytes(result.ToString());
    }

    private static bool IsAddressField(ReadOnlySpan<byte> line)
    {
        foreach (string field in s_fields)
        {
            if (HeaderScan.Names(line, field))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// An at sign outside of quotes and comments is that of an address, and its domain ends with the letters, digits,
    /// hyphens and dots behind it (RFC 5322, section 3.4.1).
    /// </summary>
    private string RewriteAddresses(string text)
    {
        var result = new StringBuilder(text.Length);
        bool isQuoted = false;
        int comments = 0;
        for (int index = 0; index < text.Length; index++)
        {
            char value = text[index];
            result.Append(value);
            switch (value)
            {
                case '\\' when (isQuoted || comments > 0) && index + 1 < text.Length:
                    result.Append(text[++index]);
                    break;
                case '"' when comments == 0:
                    isQuoted = !isQuoted;
                    break;
                case '(' when !isQuoted:
                    comments++;
                    break;
                case ')' when !isQuoted && comments > 0:
                    comments--;
                    break;
                case '@' when !isQuoted && comments == 0:
                    int end = index + 1;
                    while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '.' or '-'))
                    {
                        end++;
                    }

                    result.Append(RewriteDomain(text[(index + 1)..end]));
                    index = end - 1;
                    break;
            }
        }

        return result.ToString();
    }

    private string RewriteDomain(string domain)
    {
        var path = new MailPath("anyone", domain);
        foreach ((AddressPattern inside, string outside) in _domains)
        {
            if (inside.Matches(path))
            {
                return outside;
            }
        }

        return domain;
    }
}
