using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using SmtpAdmin.Core.Tests.Dns;
using SmtpAdmin.Core.Tests.Dns.Conformance;
using SmtpAdmin.Testing.Files;
using Xunit;

namespace SmtpAdmin.Core.Tests.Evaluation.Spf;

/// <summary>
/// The SPF records of mox, evaluated: a record that is not valid is a permanent error wherever in it the error lies
/// (RFC 7208, section 4.6), and one without version is no record (section 4.5).
/// </summary>
public sealed class MoxSpfTests
{
    private const string File = "records-mox/spf-record.json";
    private const string Domain = "mox.example";

    private static readonly Dictionary<string, string> s_otherwise = new()
    {
        ["V=spf1 all Include:example.org a ?a -a +a ~a a:x a:x/0 a:x/24//64 a:x//64 mx mx:x ptr ptr:x IP4:10.0.0.1 "
            + "ip4:0.0.0.0/0 ip4:10.0.0.1/24 ip6:2001:db8::1 ip6:2001:db8::1/128 exists:x REDIRECT=x exp=X Other=x"] =
            "RFC 7208, section 7.1: a domain-spec ends in a dot and a top label or in a macro; x has neither.",
    };

    // What the valid records say of a client that no mechanism but all can match.
    private static readonly Dictionary<string, SpfResult> s_results = new()
    {
        ["v=spf1"] = SpfResult.Neutral,
        ["V=spf1  "] = SpfResult.Neutral,
        ["V=spf1 -all"] = SpfResult.Fail,
        ["v=spf1 exists:%%.%{l1r+}.%{d}"] = SpfResult.Neutral,
    };

    public static IEnumerable<TheoryDataRow<string, bool>> Rows()
    {
        IReadOnlyList<JsonElement> cases = Suite.Cases(File);
        return cases.Count == 0
            ? [new TheoryDataRow<string, bool>(string.Empty, false) { Skip = ConformanceData.Absent }]
            : cases.Select(static element =>
            {
                string text = element.GetProperty("input").GetString()!;
                return new TheoryDataRow<string, bool>(text, element.GetProperty("valid").GetBoolean())
                {
                    Skip = s_otherwise.GetValueOrDefault(text),
                };
            });
    }

    [Fact]
    public void Every_case_of_the_data_is_there()
    {
        Assert.SkipWhen(Suite.Cases(File).Count == 0, ConformanceData.Absent);

        Assert.InRange(Rows().Count(), 19, 27);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_record_is_evaluated_as_the_suite_reads_it(string text, bool valid)
    {
        MemoryResolver zone = new MemoryResolver().Text(Domain, text);

        MailSpfResult result = await zone.EvaluateAsync("user.part@" + Domain);

        SpfResult expected = valid ? s_results[text] : text.Length == 0 ? SpfResult.None : SpfResult.PermError;
        Assert.Equal(expected, result.Result);
    }
}
