using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpAdmin.Core.Dns.Records;

/// <summary>
/// The list of fields that MTA-STS and TLS reports have in common (RFC 8461, section 3.1; RFC 8460, section 3):
/// stricter than a tag list, with the version first, no white space around the equals sign and no empty field.
/// </summary>
internal sealed class FieldList
{
    private const int MaxNameLength = 32;

    private static readonly char[] s_whiteSpace = [' ', '\t'];

    private FieldList(IReadOnlyList<Tag> fields) => Fields = fields;

    /// <summary>The fields behind the version, in order, those that come twice included.</summary>
    public IReadOnlyList<Tag> Fields { get; }

    /// <summary>Whether a text claims to be a record: its first field is the version.</summary>
    public static bool IsRecord(string text, string version)
    {
        string start = "v=" + version;
        return text.StartsWith(start, StringComparison.Ordinal)
            && text.Substring(start.Length).TrimStart(s_whiteSpace) is "" or [';', ..];
    }

    /// <summary>Reads a list; what cannot be read is noted and left out.</summary>
    /// <param name="text">The record.</param>
    /// <param name="version">The version that must come first.</param>
    /// <param name="prefix">What the problem codes begin with.</param>
    /// <param name="problems">Takes <c>-VERSION-INVALID</c> and <c>-FIELD-SYNTAX</c>.</param>
    public static FieldList Parse(string text, string version, string prefix, ProblemList problems)
    {
        // record = version 1*(delim field) [delim] ; delim = *WSP ";" *WSP
        if (!IsRecord(text, version))
        {
            problems.Add($"{prefix}-VERSION-INVALID", 0, text);
            return new FieldList([]);
        }

        var fields = new List<Tag>();
        int start = text.IndexOf(';') + 1;
        while (start > 0 && start < text.Length)
        {
            int end = text.IndexOf(';', start);
            bool isLast = end < 0;
            string part = text.Substring(start, (isLast ? text.Length : end) - start);
            string written = part.Trim(s_whiteSpace);
            int position = start + part.Length - part.TrimStart(s_whiteSpace).Length;
            if (Read(written, position) is { } field)
            {
                fields.Add(field);
            }
            else if (written.Length > 0 || !isLast)
            {
                problems.Add($"{prefix}-FIELD-SYNTAX", position, written);
            }

            start = end + 1;
        }

        return new FieldList(fields);
    }

    /// <summary>The first field of each name that is not among those known.</summary>
    public IReadOnlyDictionary<string, string> Others(params string[] known) => Fields
        .Where(field => !known.Contains(field.Name))
        .GroupBy(static field => field.Name, StringComparer.Ordinal)
        .ToDictionary(static same => same.Key, static same => same.First().Value);

    /// <summary>Whether the text is an extension's name.</summary>
    // ext-name = (ALPHA / DIGIT) *31(ALPHA / DIGIT / "_" / "-" / ".")
    public static bool IsName(string name) =>
        name.Length is > 0 and <= MaxNameLength && AsciiText.IsLetterOrDigit(name[0])
        && name.All(static c => AsciiText.IsLetterOrDigit(c) || c is '_' or '-' or '.');

    /// <summary>Whether the text is an extension's value.</summary>
    // ext-value = 1*(%x21-3A / %x3C / %x3E-7E), which leaves out the equals sign, semicolons, spaces and controls.
    public static bool IsExtensionValue(string value) =>
        value.Length > 0 && value.All(static c => AsciiText.IsVisible(c) && c is not '=' and not ';');

    private static Tag? Read(string written, int position)
    {
        int equals = written.IndexOf('=');
        string name = equals < 0 ? string.Empty : written.Substring(0, equals);
        return IsName(name) ? new Tag(name, written.Substring(equals + 1), position, position + equals + 1) : null;
    }
}
