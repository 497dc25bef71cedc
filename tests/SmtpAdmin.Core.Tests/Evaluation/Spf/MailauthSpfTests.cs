using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text.Json;
using System.Threading.Tasks;
using SmtpAdmin.Core.Evaluation.Spf;
using SmtpAdmin.Core.Tests.Dns;
using SmtpAdmin.Core.Tests.Dns.Conformance;
using SmtpAdmin.Testing.Files;
using Xunit;

namespace SmtpAdmin.Core.Tests.Evaluation.Spf;

/// <summary>The SPF cases of mailauth, recorded: zones, calls, and what is asserted of their results.</summary>
public sealed class MailauthSpfTests
{
    private const int CaseCount = 38;

    private static readonly string[] s_files =
        ["spf_dual-stack-resolver", "spf_limited-resolver", "spf_macro", "spf_spf-verify"];

    private static readonly Dictionary<string, string> s_otherwise = new()
    {
        ["Should not count IPv4-only A records as void when checking IPv6 client"] =
            "RFC 7208, sections 4.6.4 and 5: an IPv6 client's lookup is for AAAA, and one that finds nothing is void.",
        ["Should track subquery counts"] = "Asserts only that the upstream result has a field of its own.",
    };

    public static IEnumerable<TheoryDataRow<string, string>> Rows()
    {
        TheoryDataRow<string, string>[] rows =
        [
            .. from file in s_files
               from element in Suite.Cases($"mailauth-node/recorded/{file}.json")
               let name = element.GetProperty("name").GetString()!
               select new TheoryDataRow<string, string>(file, name) { Skip = s_otherwise.GetValueOrDefault(name) },
        ];
        return rows.Length > 0 ? rows : [new TheoryDataRow<string, string>("", "") { Skip = ConformanceData.Absent }];
    }

    [Fact]
    public void The_suite_is_whole()
    {
        Assert.SkipWhen(Suite.Cases($"mailauth-node/recorded/{s_files[0]}.json").Count == 0, ConformanceData.Absent);

        Assert.Equal(CaseCount, Rows().Count());
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_case_ends_as_the_suite_says(string file, string name)
    {
        JsonElement test = Suite.Cases($"mailauth-node/recorded/{file}.json")
            .Single(element => element.GetProperty("name").GetString() == name);
        MemoryResolver beyond = Beyond();
        var results = new List<object>();
        foreach (JsonElement call in test.GetProperty("calls").EnumerateArray())
        {
            results.Add(await CallAsync(call, beyond));
        }

        JsonElement[] asserts = [.. test.GetProperty("asserts").EnumerateArray()];
        Assert.NotEmpty(asserts);
        foreach (JsonElement assert in asserts)
        {
            Check(assert, results, beyond);
        }
    }

    // What the upstream tests answered for names that macros lead to.
    private static MemoryResolver Beyond() =>
        new MemoryResolver()
            .Host("4.3.2.1.some._spf.example.com", "127.0.0.2")
            .Text("3.2.0.192.in-addr.policy.example.spf.provider.example", "v=spf1 +all")
            .Text("sender.example.spf.provider.example", "v=spf1 +all")
            .Host("3.2.0.192.redirected.example.spf.provider.example", "127.0.0.2");

    private static async Task<object> CallAsync(JsonElement call, MemoryResolver beyond)
    {
        JsonElement args = call.GetProperty("args");
        JsonElement options = args[args.GetArrayLength() - 1];
        string? Option(string name) => options.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
        var address = IPAddress.Parse(Option("ip") ?? "192.0.2.1");
        if (call.GetProperty("fn").GetString() == "macro")
        {
            SpfIdentity who = SpfIdentity.Create(address, Option("domain"), Option("sender"), null);
            var values = new SpfMacroValues(who, who.Domain, null, DateTimeOffset.UnixEpoch);
            return SpfMacroText.ExpandDomain(args[0].GetString()!, values.ValueOf)!;
        }

        string? domain = args[0].ValueKind == JsonValueKind.String ? args[0].GetString() : null;
        int Limit(string name, int standard) =>
            options.TryGetProperty(name, out JsonElement value) ? value.GetInt32() : standard;
        return await new RecordedZone(call.GetProperty("zone"), beyond).EvaluateAsync(
            Option("sender") ?? string.Empty,
            address.ToString(),
            Option("helo"),
            domain,
            new SpfLimits { MaxLookups = Limit("maxResolveCount", 10), MaxVoidLookups = Limit("maxVoidCount", 2) });
    }

    private static void Check(JsonElement assert, List<object> results, MemoryResolver beyond)
    {
        string operation = assert.GetProperty("op").GetString()!;
        if (operation == "expect.fail")
        {
            // Upstream throws where the RFC's result is temperror.
            Assert.Equal(SpfResult.TempError, ((MailSpfResult)results[0]).Result);
            return;
        }

        if (!assert.GetProperty("on").TryGetProperty("path", out JsonElement path))
        {
            if (operation == "include")
            {
                Assert.Contains(
                    assert.GetProperty("args")[0].GetString(),
                    beyond.Asked.Select(asked => $"{asked.Type.ToString().ToUpperInvariant()} {asked.Name}"));
            }

            return;
        }

        string[] steps = path.GetString()!.Split('.', 2);
        int at = steps[0].Split('#') is [_, { } number] ? int.Parse(number, null) : 0;
        Compare(operation, assert, results[at], steps.ElementAtOrDefault(1));
    }

    private static void Compare(string operation, JsonElement assert, object result, string? property)
    {
        string actual = Property(result, property);
        string expected = assert.GetProperty("args")[0].ToString();
        switch (operation)
        {
            case "equal":
                Assert.Equal(expected, actual);
                break;
            case "not.equal":
                Assert.NotEqual(expected, actual);
                break;
            case "at.least":
                Assert.True(int.Parse(actual, null) >= int.Parse(expected, null));
                break;
            case "at.most":
                Assert.True(int.Parse(actual, null) <= ((MailSpfResult)result).MaxLookups);
                break;
            default:
                Assert.Contains(operation, (string[])["a", "an"]);
                break;
        }
    }

    private static string Property(object result, string? property) =>
        (result, property) switch
        {
            (string text, null) => text,
            (MailSpfResult spf, "qualifier") => spf.Result switch
            {
                SpfResult.Pass => "+",
                SpfResult.Fail => "-",
                SpfResult.SoftFail => "~",
                SpfResult.Neutral => "?",
                _ => spf.Result.Keyword(),
            },
            (MailSpfResult spf, "status.result") => spf.Result.Keyword(),
            (MailSpfResult spf, "lookups.count") => FormattableString.Invariant($"{spf.LookupCount}"),
            (MailSpfResult spf, "lookups.limit") => FormattableString.Invariant($"{spf.MaxLookups}"),
            (MailSpfResult spf, "lookups.void") => FormattableString.Invariant($"{spf.VoidLookupCount}"),
            _ => string.Empty,
        };
}
