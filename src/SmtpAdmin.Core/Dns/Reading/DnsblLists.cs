using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>The lists that are asked where none is named: in wide use, run for years, and documented.</summary>
internal static class DnsblLists
{
    public static IReadOnlyList<DnsblList> All { get; } =
    [
        // www.spamhaus.org/blocklists/zen-blocklist; refuses public resolvers with 127.255.255.254
        new("zen.spamhaus.org", DnsblSubjects.IPv4 | DnsblSubjects.IPv6),
        // www.spamcop.net/fom-serve/cache/291.html
        new("bl.spamcop.net", DnsblSubjects.IPv4),
        // www.barracudacentral.org/rbl/how-to-use; answers registered resolvers only
        new("b.barracudacentral.org", DnsblSubjects.IPv4),
        // psbl.org/howto
        new("psbl.surriel.com", DnsblSubjects.IPv4),
        // mailspike.org/usage.html
        new("bl.mailspike.net", DnsblSubjects.IPv4),
        // www.uceprotect.net/en/index.php?m=6&s=0
        new("dnsbl-1.uceprotect.net", DnsblSubjects.IPv4),
        // www.spamhaus.org/faqs/domain-blocklist
        new("dbl.spamhaus.org", DnsblSubjects.Domain) { TestDomain = "dbltest.com" },
        // surbl.org/guidelines; refuses with 127.0.0.1
        new("multi.surbl.org", DnsblSubjects.Domain) { TestDomain = "surbl-org-permanent-test-point.com" },
        // uribl.com/about.shtml#implementation; refuses with 127.0.0.1
        new("multi.uribl.com", DnsblSubjects.Domain) { TestDomain = "test.uribl.com" },
    ];

    /// <summary>The lists of these zones; all known ones where none is named.</summary>
    /// <exception cref="SmtpAdminException">DomainInvalid: a zone is no domain name.</exception>
    public static IReadOnlyList<DnsblList> Of(IReadOnlyList<string> zones) =>
        zones.Count == 0 ? All : [.. zones.Select(DomainName.Parse).Distinct().Select(Of)];

    private static DnsblList Of(string zone) =>
        All.FirstOrDefault(list => string.Equals(list.Zone, zone, StringComparison.Ordinal))
        ?? new DnsblList(zone, DnsblSubjects.None);
}
