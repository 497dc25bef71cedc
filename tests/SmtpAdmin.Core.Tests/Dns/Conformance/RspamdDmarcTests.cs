using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Evaluation.Dmarc;
using SmtpAdmin.Testing.Files;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Conformance;

/// <summary>
/// The DMARC cases of rspamd: its messages and zone, and the verdict. What SPF and DKIM come to is the matter of their
/// own cases, and stands here in a table.
/// </summary>
public sealed class RspamdDmarcTests
{
    private const string File = "rspamd-auth/cases.json";

    private static readonly Dictionary<string, DmarcIdentifier[]> s_authenticated = new()
    {
        ["DMARC NONE PASS DKIM"] = [Dkim("cacophony.za.org")],
        ["DMARC NONE PASS SPF"] = [Spf("spf.cacophony.za.org", DmarcIdentifierResult.Pass)],
        ["DMARC NONE FAIL"] = [],
        ["DMARC REJECT FAIL"] = [Spf("example.net", DmarcIdentifierResult.Fail)],
        ["DMARC SP REJECT FAIL"] = [],
        ["DMARC SUBDOMAIN FAIL DKIM STRICT ALIGNMENT"] = [Dkim("mom.za.org")],
        ["DMARC SUBDOMAIN PASS DKIM RELAXED ALIGNMENT"] = [Dkim("mom.za.org")],
        ["DMARC SUBDOMAIN PASS SPF STRICT ALIGNMENT"] =
            [Spf("yo.mom.za.org", DmarcIdentifierResult.Pass), Dkim("mom.za.org")],
        ["DMARC SUBDOMAIN FAIL SPF STRICT ALIGNMENT"] =
            [Spf("mom.za.org", DmarcIdentifierResult.Pass), Dkim("mom.za.org")],
        ["DMARC DNSFAIL"] = [Spf("mom.za.org", DmarcIdentifierResult.Pass), Dkim("rspamd.tk")],
        ["DMARC NA NXDOMAIN"] = [Spf("mom.za.org", DmarcIdentifierResult.Pass)],
        ["DMARC PCT ZERO REJECT"] = [Spf("mom.za.org", DmarcIdentifierResult.Pass), Dkim("rspamd.tk")],
        ["DMARC PCT ZERO SP QUARANTINE"] = [Spf("mom.za.org", DmarcIdentifierResult.Pass), Dkim("rspamd.tk")],
        ["SPF DNSFAIL FAILED INCLUDE UNALIGNED"] = [Spf("fail2.org.org.za", DmarcIdentifierResult.TempError)],
    };

    // What RFC 9989 says in place of the suite's symbol.
    private static readonly Dictionary<string, string> s_otherwise = new()
    {
        // Section 4.10.2: my.mom.za.org has a record and mom.za.org has none, so each is its own organizational domain.
        // The suite takes mom.za.org from a public suffix list.
        ["DMARC SUBDOMAIN PASS DKIM RELAXED ALIGNMENT"] = "DMARC_POLICY_REJECT",
        // Section 4.7 and appendix C.5.2: pct is gone and ignored as any unknown tag is.
        ["DMARC PCT ZERO REJECT"] = "DMARC_POLICY_REJECT",
        ["DMARC PCT ZERO SP QUARANTINE"] = "DMARC_POLICY_QUARANTINE",
    };

    public static IEnumerable<TheoryDataRow<string, string, string>> Rows()
    {
        TheoryDataRow<string, string, string>[] rows =
        [
            .. from element in Suite.Cases(File)
               from step in element.GetProperty("steps").EnumerateArray()
               from symbol in step.GetProperty("expect").EnumerateArray()
               where symbol.GetString()!.StartsWith("DMARC_", StringComparison.Ordinal)
               let name = element.GetProperty("name").GetString()!
               select new TheoryDataRow<string, string, string>(
                   name,
                   step.GetProperty("file").GetString()!,
                   s_otherwise.GetValueOrDefault(name) ?? symbol.GetString()!),
        ];
        return rows.Length == 0
            ? [new TheoryDataRow<string, string, string>("", "", "") { Skip = ConformanceData.Absent }]
            : rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_message_is_judged_as_the_suite_does(string name, string message, string expected)
    {
        string text = System.IO.File.ReadAllText(ConformanceData.Find(Path.Combine("rspamd-auth", message))!);
        string from = text.Split('\n').First(static line => line.StartsWith("From:", StringComparison.OrdinalIgnoreCase));

        DmarcTestResult result = await new DmarcEvaluator(Zone()).EvaluateAsync(
            DmarcAuthorDomains.Of(from["From:".Length..]), s_authenticated[name], TestContext.Current.CancellationToken);

        Assert.Equal(expected, Symbol(result));
    }

    [Fact]
    public void The_cases_are_there()
    {
        Assert.SkipWhen(ConformanceData.Find(File) is null, ConformanceData.Absent);

        Assert.InRange(Rows().Count(), 14, 18);
    }

    private static MemoryResolver Zone()
    {
        var resolver = new MemoryResolver();
        var named = new HashSet<string>();
        using JsonDocument document =
            JsonDocument.Parse(System.IO.File.ReadAllText(ConformanceData.Find("rspamd-auth/zone.json")!));
        foreach (JsonElement record in document.RootElement.GetProperty("records").EnumerateArray())
        {
            string name = record.GetProperty("name").GetString()!;
            if (record.GetProperty("type").GetString() != "txt")
            {
                continue;
            }

            if (record.TryGetProperty("rcode", out JsonElement code))
            {
                resolver.Fail(name, DnsRecordType.Txt, code.GetString() switch
                {
                    "norec" => DnsStatus.NoData,
                    "nxdomain" => DnsStatus.NxDomain,
                    "timeout" => DnsStatus.Timeout,
                    _ => DnsStatus.ServFail,
                });
            }
            else if (named.Add(name))
            {
                resolver.Text(name, [.. record.GetProperty("replies").EnumerateArray().Select(static t => t.GetString()!)]);
            }
        }

        return resolver;
    }

    private static string Symbol(DmarcTestResult result) => (result.Verdict, result.Disposition) switch
    {
        (DmarcVerdict.Pass, _) => "DMARC_POLICY_ALLOW",
        (DmarcVerdict.Fail, DmarcPolicy.Reject) => "DMARC_POLICY_REJECT",
        (DmarcVerdict.Fail, DmarcPolicy.Quarantine) => "DMARC_POLICY_QUARANTINE",
        (DmarcVerdict.Fail, _) => "DMARC_POLICY_SOFTFAIL",
        (DmarcVerdict.TempError, _) => "DMARC_DNSFAIL",
        (DmarcVerdict.PermError, _) => "DMARC_BAD_POLICY",
        _ => "DMARC_NA",
    };

    private static DmarcIdentifier Spf(string domain, DmarcIdentifierResult result) =>
        new(DmarcIdentifierKind.Spf, domain, result);

    private static DmarcIdentifier Dkim(string domain) =>
        new(DmarcIdentifierKind.Dkim, domain, DmarcIdentifierResult.Pass);
}
