using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SmtpAdmin.Core.Dns;

namespace SmtpAdmin.Core.Judging.Baselines;

/// <summary>
/// Brings a value into one form, whoever wrote it: names in lower case and A-labels, lists in order. What is in that
/// form stays as it is.
/// </summary>
internal static class StateText
{
    /// <summary>Stands between the items of a list.</summary>
    public const string ListSeparator = ", ";

    /// <summary>Stands between several texts where the standard allows only one.</summary>
    public const string TextSeparator = " | ";

    // RFC 7505: the domain takes no mail.
    private const string NullMx = "null";

    private static readonly char[] s_blanks = [' ', '\t'];
    private static readonly string[] s_verdicts = [nameof(DnssecVerdict.Secure), nameof(DnssecVerdict.Insecure)];

    /// <summary>Whether the value at the path is a list of items; else it is a text.</summary>
    public static bool IsList(string path) =>
        path is StatePath.Mx or StatePath.Ns or StatePath.MtaStsMx or StatePath.Caa
        || IsTlsa(path) || IsSrv(path) || IsPtr(path);

    /// <summary>Returns the value in the form that is compared.</summary>
    public static string Normalize(string path, string value)
    {
        string text = EscapedText.Escape(value).Trim();
        return path switch
        {
            StatePath.Mx => Exchanges(text),
            StatePath.Ns => List(text, Host),
            StatePath.MtaStsMx => List(text, Pattern),
            StatePath.MtaStsMode => text.ToLowerInvariant(),
            StatePath.Caa => List(text, Authority),
            StatePath.Dnssec => Verdict(text),
            _ when IsTlsa(path) => List(text, Association),
            _ when IsSrv(path) => List(text, Service),
            _ when IsPtr(path) => List(text, Host),
            _ => text,
        };
    }

    /// <summary>Returns a host's name in lower case and A-labels; what is no name is only put into lower case.</summary>
    public static string Host(string text)
    {
        string host = text.Trim();
        // Of an e-mail address the domain would be taken; a host of a record is none.
        return host.IndexOf('@') < 0 && DomainName.TryParse(host, out string? name) ? name
            : host == "." ? host
            : host.TrimEnd('.').ToLowerInvariant();
    }

    private static bool IsTlsa(string path) => path.StartsWith(StatePath.TlsaPrefix, StringComparison.Ordinal);

    private static bool IsSrv(string path) => path.StartsWith(StatePath.SrvPrefix, StringComparison.Ordinal);

    private static bool IsPtr(string path) => path.StartsWith(StatePath.PtrPrefix, StringComparison.Ordinal);

    // Priority, weight, port and host.
    private static string Service(string item)
    {
        string[] parts = item.Split(s_blanks, StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 4 ? $"{parts[0]} {parts[1]} {parts[2]} {Host(parts[3])}" : item.ToLowerInvariant();
    }

    private static string Pattern(string item) => item.StartsWith("*.", StringComparison.Ordinal)
        ? "*." + Host(item.Substring(2))
        : Host(item);

    private static string Exchanges(string text) => string.Join(
        ListSeparator,
        Split(text).Select(Exchange).Distinct()
            .OrderBy(static item => item.Preference).ThenBy(static item => item.Text, StringComparer.Ordinal)
            .Select(static item => item.Text));

    private static (int Preference, string Text) Exchange(string item)
    {
        string[] parts = item.Split(s_blanks, StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length != 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int preference))
        {
            return (0, item.ToLowerInvariant());
        }

        string host = Host(parts[1]);
        return host == "." ? (0, NullMx) : (preference, FormattableString.Invariant($"{preference} {host}"));
    }

    private static string Association(string item)
    {
        string[] parts = item.Split(s_blanks, StringSplitOptions.RemoveEmptyEntries);
        // Zone files may break the digits into groups (RFC 6698, section 2.2).
        return string.Join(" ", parts.Take(3).Append(string.Concat(parts.Skip(3)).ToLowerInvariant())).TrimEnd();
    }

    private static string Authority(string item)
    {
        string[] parts = item.Split(s_blanks, 3, StringSplitOptions.RemoveEmptyEntries);
        return parts.Length == 3 ? $"{parts[0]} {parts[1].ToLowerInvariant()} {parts[2].Trim()}" : item;
    }

    private static string Verdict(string text) =>
        Array.Find(s_verdicts, name => name.Equals(text, StringComparison.OrdinalIgnoreCase)) ?? text;

    private static string List(string text, Func<string, string> form) => string.Join(
        ListSeparator, Split(text).Select(form).Distinct().OrderBy(static item => item, StringComparer.Ordinal));

    // A comma in quotes belongs to the item; within them a backslash takes the next character as it is.
    private static IEnumerable<string> Split(string text)
    {
        int start = 0;
        bool isQuoted = false;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || (text[i] == ',' && !isQuoted))
            {
                string item = text.Substring(start, i - start).Trim();
                start = i + 1;
                if (item.Length > 0)
                {
                    yield return item;
                }
            }
            else if (text[i] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (text[i] == '\\' && isQuoted)
            {
                i = Math.Min(i + 1, text.Length - 1);
            }
        }
    }
}
