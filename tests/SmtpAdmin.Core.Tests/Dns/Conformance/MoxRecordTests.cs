using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using SmtpAdmin.Core.Dns.Records;
using SmtpAdmin.Testing.Files;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Conformance;

/// <summary>The record cases of mox: a text and whether it is valid.</summary>
public sealed class MoxRecordTests
{
    private static readonly Dictionary<string, string> s_otherwise = new()
    {
        ["v=DMARC1; sp=reject; p=reject"] = "RFC 9989, section 4.7: only v has a fixed place; RFC 7489 wanted p next.",
        ["V=spf1 all Include:example.org a ?a -a +a ~a a:x a:x/0 a:x/24//64 a:x//64 mx mx:x ptr ptr:x IP4:10.0.0.1 "
            + "ip4:0.0.0.0/0 ip4:10.0.0.1/24 ip6:2001:db8::1 ip6:2001:db8::1/128 exists:x REDIRECT=x exp=X Other=x"] =
            "RFC 7208, section 7.1: a domain-spec ends in a dot and a top label or in a macro; x has neither.",
    };

    public static IEnumerable<TheoryDataRow<string, bool>> Dmarc => Rows("dmarc-record");

    public static IEnumerable<TheoryDataRow<string, bool>> Spf => Rows("spf-record");

    public static IEnumerable<TheoryDataRow<string, bool>> Dkim => Rows("dkim-key-record");

    // RFC 9989 has obsolete tags and sizes ignored, so they do not make a record invalid. The bad values that the suite
    // gives to obsolete tags are not looked at for the same reason; that the tag is named is what can be asked for.
    [Theory]
    [MemberData(nameof(Dmarc))]
    public void A_dmarc_record_is_judged_as_the_suite_does(string text, bool valid)
    {
        IReadOnlyList<RecordProblem> problems = DmarcRecordParser.Parse(text).Problems;

        Assert.True(valid ? problems.All(Suite.IsObsolete) : problems.Count > 0);
    }

    [Theory]
    [MemberData(nameof(Spf))]
    public void An_spf_record_is_judged_as_the_suite_does(string text, bool valid) =>
        Assert.Equal(valid, SpfRecordParser.Parse(text).Problems.Count == 0);

    [Theory]
    [MemberData(nameof(Dkim))]
    public void A_dkim_key_is_judged_as_the_suite_does(string text, bool valid) =>
        Assert.Equal(valid, DkimKeyParser.Parse(text).Problems.Count == 0);

    private static IEnumerable<TheoryDataRow<string, bool>> Rows(string file)
    {
        IReadOnlyList<JsonElement> cases = Suite.Cases($"records-mox/{file}.json");
        if (cases.Count == 0)
        {
            return [new TheoryDataRow<string, bool>(file, false) { Skip = ConformanceData.Absent }];
        }

        return cases.Select(static element =>
        {
            string text = element.GetProperty("input").GetString()!;
            return new TheoryDataRow<string, bool>(text, element.GetProperty("valid").GetBoolean())
            {
                Skip = s_otherwise.GetValueOrDefault(text),
            };
        });
    }
}
