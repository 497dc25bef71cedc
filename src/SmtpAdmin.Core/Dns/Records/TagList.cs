using System;
using System.Collections.Generic;

namespace SmtpAdmin.Core.Dns.Records;

/// <summary>
/// The list of tags that DKIM defined and DMARC, TLS reports and others took over (RFC 6376, section 3.2).
/// </summary>
internal sealed class TagList
{
    private static readonly char[] s_whiteSpace = [' ', '\t', '\r', '\n'];

    private readonly List<Tag> _tags = [];
    private readonly Dictionary<string, Tag> _byName;

    private TagList(StringComparison names) =>
        _byName = new(names == StringComparison.Ordinal ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);

    /// <summary>The tags in order; of a name that comes twice only the first.</summary>
    public IReadOnlyList<Tag> Tags => _tags;

    /// <summary>Reads a list; what cannot be read is noted and left out.</summary>
    /// <param name="text">The record.</param>
    /// <param name="prefix">What the problem codes begin with, for example <c>DKIM</c>.</param>
    /// <param name="names">How names are compared: with regard to case in DKIM, without in DMARC.</param>
    /// <param name="problems">Takes <c>-TAG-SYNTAX</c> and <c>-TAG-DUPLICATE</c>.</param>
    public static TagList Parse(string text, string prefix, StringComparison names, ProblemList problems)
    {
        // tag-list = tag-spec *( ";" tag-spec ) [ ";" ]
        var list = new TagList(names);
        int start = 0;
        while (start < text.Length)
        {
            int end = text.IndexOf(';', start);
            bool last = end < 0;
            end = last ? text.Length : end;
            bool isEmpty = text.Substring(start, end - start).Trim(s_whiteSpace).Length == 0;
            if (!isEmpty || !last)
            {
                list.Add(text, start, end, prefix, problems);
            }

            start = end + 1;
        }

        return list;
    }

    /// <summary>Finds a tag, or null.</summary>
    public Tag? Find(string name) => _byName.TryGetValue(name, out Tag? tag) ? tag : null;

    /// <summary>The parts of a value between separators, without white space at their ends.</summary>
    public static IReadOnlyList<string> Split(string value, char separator) =>
        Array.ConvertAll(value.Split(separator), static part => part.Trim(s_whiteSpace));

    private void Add(string text, int start, int end, string prefix, ProblemList problems)
    {
        // tag-spec = [FWS] tag-name [FWS] "=" [FWS] tag-value [FWS]
        int position = SkipWhiteSpace(text, start, end);
        int equals = text.IndexOf('=', start, end - start);
        string name = equals < 0 ? string.Empty : text.Substring(position, equals - position).TrimEnd(s_whiteSpace);
        if (!IsName(name))
        {
            problems.Add($"{prefix}-TAG-SYNTAX", position, text.Substring(position, end - position));
            return;
        }

        int valuePosition = SkipWhiteSpace(text, equals + 1, end);
        string value = text.Substring(valuePosition, end - valuePosition).TrimEnd(s_whiteSpace);
        var tag = new Tag(name, value, position, valuePosition);
        if (!IsValue(value))
        {
            problems.Add($"{prefix}-TAG-SYNTAX", position, tag.ToString());
        }

        // "Tags with duplicate names MUST NOT occur within a single tag-list".
        if (Find(name) is not null)
        {
            problems.Add($"{prefix}-TAG-DUPLICATE", position, tag.ToString());
            return;
        }

        _tags.Add(tag);
        _byName.Add(name, tag);
    }

    // tag-name = ALPHA *ALNUMPUNC ; ALNUMPUNC = ALPHA / DIGIT / "_"
    private static bool IsName(string name) =>
        name.Length > 0 && AsciiText.IsLetter(name[0])
        && Array.TrueForAll(name.ToCharArray(), static c => AsciiText.IsLetterOrDigit(c) || c == '_');

    // VALCHAR = %x21-3A / %x3C-7E, with white space between.
    private static bool IsValue(string value) =>
        Array.TrueForAll(
            value.ToCharArray(), static c => AsciiText.IsVisible(c) || Array.IndexOf(s_whiteSpace, c) >= 0);

    private static int SkipWhiteSpace(string text, int start, int end)
    {
        while (start < end && Array.IndexOf(s_whiteSpace, text[start]) >= 0)
        {
            start++;
        }

        return start;
    }
}
