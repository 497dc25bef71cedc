using System;
using System.Collections.Generic;
using System.Text.RegularExpressions;

namespace SmtpAdmin.Core.Dns.Records;

/// <summary>Reads the lists of report addresses (RFC 9989, sections 4.7 and 4.8).</summary>
internal static class DmarcReportUris
{
    // RFC 7489 allowed a size behind an exclamation mark; RFC 9989 has it ignored.
    private static readonly Regex s_size = new(
        "![0-9]{1,18}[kmgt]?$", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, TimeSpan.FromSeconds(1));

    /// <summary>Returns the valid addresses of a tag without sizes; what is not valid is noted.</summary>
    public static IReadOnlyList<string> Parse(Tag? tag, ProblemList problems)
    {
        if (tag is null)
        {
            return [];
        }

        // dmarc-urilist = dmarc-uri *( *WSP "," *WSP dmarc-uri )
        var uris = new List<string>();
        int start = 0;
        foreach (string part in tag.Value.Split(','))
        {
            int position = tag.ValuePosition + start + (part.Length - part.TrimStart().Length);
            start += part.Length + 1;
            string written = part.Trim();
            string uri = s_size.Replace(written, string.Empty);
            if (!IsUri(uri))
            {
                problems.Add("DMARC-URI-INVALID", position, written);
                continue;
            }

            uris.Add(uri);
            if (uri.Length < written.Length)
            {
                problems.Add("DMARC-URI-SIZE-OBSOLETE", position, written);
            }
        }

        return uris;
    }

    /// <summary>
    /// The host that takes reports at an address, in normal form; null where there is none or more than one, as in a
    /// mailto address with an encoded comma.
    /// </summary>
    public static string? HostOf(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri))
        {
            return null;
        }

        string host = uri.Host;
        if (uri.Scheme == Uri.UriSchemeMailto)
        {
            string address = text.Substring(text.IndexOf(':') + 1);
            int query = address.IndexOf('?');
            address = Uri.UnescapeDataString(query < 0 ? address : address.Substring(0, query));
            int at = address.IndexOf('@');
            host = at > 0 && at == address.LastIndexOf('@') ? address.Substring(at + 1) : string.Empty;
        }

        return DomainName.TryParse(host, out string? domain) ? domain : null;
    }

    // A comma or exclamation mark within the address must be percent-encoded. Only mailto is defined.
    // The colon is asked for because on Unix a path is an absolute URI too.
    private static bool IsUri(string text) =>
        text.IndexOf('!') < 0 && text.IndexOf(':') > 0
        && Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
        && (uri.Scheme != Uri.UriSchemeMailto || text.IndexOf('@') > 0)
        && text.IndexOf(' ') < 0;
}
