using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using SmtpAdmin.Core.Dns.Records;

namespace SmtpAdmin.Core.Dns.Building;

/// <summary>Builds SPF records (RFC 7208). Without a wish, others get softfail; where nobody may send, fail.</summary>
internal static class SpfRecordBuilder
{
    // Section 4.6.4: terms that ask the DNS, those of included records among them.
    private const int MaxLookups = 10;

    // Section 3.4: name and text should stay under 450 octets, so that the answer fits into a datagram of 512.
    private const int LongRecord = 450;
    private const int MaxString = 255;
    private const int MaxDomainSpec = 253;

    // Larger networks than providers have of their own; a slip of the keyboard opens the domain to strangers.
    private const int WidestIPv4 = 16;
    private const int WidestIPv6 = 29;

    public static MailDnsRecordDraft Build(RecordPlace place, SpfDraft draft)
    {
        if (draft.Redirect is not null && draft.All is not null)
        {
            // Section 6.1: redirect is ignored where the record has an "all".
            throw new SmtpAdminException(
                ErrorKind.RecordValueInvalid, $"-Redirect '{EscapedText.Shorten(draft.Redirect)}' has no effect beside -All.");
        }

        var warnings = new List<string>();
        // What costs no lookup stands in front: receivers stop at the first that matches.
        List<string> terms = draft.Ip.Select(network => Network(network, warnings)).ToList();
        terms.AddRange(draft.A ? ["a"] : []);
        terms.AddRange(draft.Mx ? ["mx"] : []);
        terms.AddRange(draft.Include.Select(domain => $"include:{DomainSpec(domain, "Include")}"));
        terms = terms.Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        terms.Add(draft.Redirect is null
            ? $"{draft.All ?? (terms.Count == 0 ? '-' : '~')}all"
            : $"redirect={DomainSpec(draft.Redirect, "Redirect")}");

        string text = $"v=spf1 {string.Join(" ", terms)}";
        warnings.AddRange(Judge(place.Domain, text));
        return place.Text(MailDnsRecordType.Spf, null, text, warnings);
    }

    private static IEnumerable<string> Judge(string domain, string text)
    {
        SpfSyntax syntax = SpfRecordParser.Parse(text);
        if (syntax.Terms.Count(static term => term.Name is "a" or "mx" or "include" or "redirect") > MaxLookups)
        {
            yield return "SPF-LOOKUPS-EXCEEDED";
        }

        if (text.Length + domain.Length > LongRecord)
        {
            yield return "SPF-RECORD-LONG";
        }
        else if (text.Length > MaxString)
        {
            yield return "SPF-STRINGS-SEVERAL";
        }

        foreach (RecordProblem problem in syntax.Problems)
        {
            yield return problem.Code;
        }
    }

    // A macro is for who knows; what is none must be a name.
    private static string DomainSpec(string? text, string parameter)
    {
        if (text is null || text.IndexOf('%') < 0)
        {
            return GivenText.Domain(text, parameter);
        }

        return text.Length <= MaxDomainSpec && text.IndexOf('/') < 0 && SpfDomainSpec.Check(text) is null
            ? text
            : throw GivenText.Refuse(text, parameter, "is no domain with SPF macros");
    }

    private static string Network(string? text, List<string> warnings)
    {
        string given = (text ?? string.Empty).Trim();
        bool isIPv6 = given.IndexOf(':') >= 0;
        string? code = SpfNetwork.Check(given, isIPv6);
        if (code is not null)
        {
            throw GivenText.Refuse(text, "Ip", code == "SPF-PREFIX-INVALID"
                ? "has no valid prefix length" : "is no IPv4 or IPv6 address");
        }

        int slash = given.IndexOf('/');
        IPAddress address = IPAddress.Parse(slash < 0 ? given : given.Substring(0, slash));
        int bits = address.AddressFamily == AddressFamily.InterNetworkV6 ? 128 : 32;
        int prefix = slash < 0 ? bits : int.Parse(given.Substring(slash + 1), CultureInfo.InvariantCulture);
        if (prefix < (isIPv6 ? WidestIPv6 : WidestIPv4))
        {
            warnings.Add("SPF-NETWORK-WIDE");
        }

        if (HasHostBits(address.GetAddressBytes(), prefix))
        {
            warnings.Add("SPF-NETWORK-HOST-BITS");
        }

        string length = prefix == bits ? string.Empty : FormattableString.Invariant($"/{prefix}");
        return $"{(isIPv6 ? "ip6" : "ip4")}:{address}{length}";
    }

    private static bool HasHostBits(byte[] address, int prefix)
    {
        for (int bit = prefix; bit < address.Length * 8; bit++)
        {
            if ((address[bit / 8] & (0x80 >> (bit % 8))) != 0)
            {
                return true;
            }
        }

        return false;
    }
}
