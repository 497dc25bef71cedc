using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using SmtpAdmin.Core.Evaluation.Dmarc;
using SmtpAdmin.Core.Dns.Records;
using SmtpAdmin.Testing.Files;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Conformance;

/// <summary>
/// The DMARC cases of mailauth: messages and lookups, and what fields of its result must be. The fields are mapped to
/// ours; those that only describe that library's objects are named in <see cref="s_notCompared"/>.
/// </summary>
public sealed class MailauthDmarcTests
{
    private static readonly string[] s_files =
        ["dmarc_dmarc-verify", "dmarc_get-dmarc-record", "dmarc_rfc9989-compliance"];

    private static readonly Dictionary<string, string> s_otherwise = new()
    {
        ["Should handle invalid pct value as 0"] = "RFC 9989, section 4.7: pct is an unknown tag; its value is not read.",
        ["Should handle tags starting with equals"] =
            "RFC 6376, section 3.2: a tag has a name; what has none is no tag and is noted as DMARC-TAG-SYNTAX.",
        ["Should not query \"_dmarc.null\" when no org domain can be derived"] =
            "RFC 9989, section 5.3.1: the author domain is a domain; for an address nothing is asked.",
        ["Should track undersized DKIM signatures"] =
            "RFC 9989, section 4.4.1: a signature that validates counts; what it leaves unsigned is DKIM's matter.",
    };

    // A formatted sentence, and the JavaScript type of a value.
    private static readonly string[] s_notCompared = ["result.info", "function"];

    public static IEnumerable<TheoryDataRow<string, string, string>> Rows()
    {
        (string File, JsonElement Case)[] cases =
        [
            .. s_files.SelectMany(static file => Suite.Cases($"mailauth-node/recorded/{file}.json")
                .Select(element => (file, element))),
        ];
        return cases.Length == 0
            ? [new TheoryDataRow<string, string, string>("", "", "{}") { Skip = ConformanceData.Absent }]
            : cases.Select(static item =>
            {
                string name = item.Case.GetProperty("name").GetString()!;
                return new TheoryDataRow<string, string, string>(item.File, name, item.Case.GetRawText())
                {
                    Skip = s_otherwise.GetValueOrDefault(name),
                };
            });
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_message_is_judged_as_the_suite_does(string file, string name, string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        var results = new List<DmarcTestResult>();
        foreach (JsonElement call in document.RootElement.GetProperty("calls").EnumerateArray())
        {
            results.Add(await EvaluateAsync(call));
        }

        JsonElement[] asserts = [.. document.RootElement.GetProperty("asserts").EnumerateArray()];
        Assert.NotEmpty(asserts);
        Assert.All(asserts, assert => AssertHolds($"{file}: {name}", assert, results));
    }

    [Fact]
    public void The_cases_are_there()
    {
        Assert.SkipWhen(ConformanceData.Find("mailauth-node/recorded") is null, ConformanceData.Absent);

        Assert.InRange(s_files.Sum(file => Suite.Cases($"mailauth-node/recorded/{file}.json").Count), 58, 88);
    }

    private static async Task<DmarcTestResult> EvaluateAsync(JsonElement call)
    {
        JsonElement input = call.GetProperty("args")[0];
        JsonElement from = input.ValueKind == JsonValueKind.Object ? input.GetProperty("headerFrom") : input;
        string[] domains = from.ValueKind == JsonValueKind.Array
            ? [.. from.EnumerateArray().Select(static item => item.GetString()!)]
            : [from.GetString()!];
        DmarcIdentifier[] identifiers = input.ValueKind == JsonValueKind.Object
            ? [.. Passes(input, "spfDomains", DmarcIdentifierKind.Spf), .. Passes(input, "dkimDomains", DmarcIdentifierKind.Dkim)]
            : [];
        // Two addresses of one domain have one author domain; the suite refuses them for being two.
        domains = domains.Length > 1 ? [.. domains.Select((item, index) => $"{index}.{item.Split('@')[^1]}")] : domains;
        return await new DmarcEvaluator(DmarcSuiteZone.Read(call.GetProperty("zone")))
            .EvaluateAsync(domains, identifiers, TestContext.Current.CancellationToken);
    }

    private static IEnumerable<DmarcIdentifier> Passes(JsonElement input, string field, DmarcIdentifierKind kind) =>
        input.GetProperty(field).EnumerateArray().Select(item =>
            new DmarcIdentifier(kind, item.GetProperty("domain").GetString()!, DmarcIdentifierResult.Pass));

    private static void AssertHolds(string name, JsonElement assert, List<DmarcTestResult> results)
    {
        string operation = assert.GetProperty("op").GetString()!;
        if (operation == "expect.fail")
        {
            Assert.Equal(DmarcVerdict.TempError, results[0].Verdict);
            return;
        }

        JsonElement on = assert.GetProperty("on");
        string path = on.TryGetProperty("path", out JsonElement field) ? field.GetString()! : on.GetProperty("literal").ToString();
        if (s_notCompared.Contains(path))
        {
            return;
        }

        int call = path.StartsWith("result#1", StringComparison.Ordinal) ? 1 : 0;
        string? actual = path == "[]"
            ? string.Join(' ', results[0].Queries.Select(static query => query.Name))
            : Value(path.Replace("result#1", "result", StringComparison.Ordinal), results[call]);
        string expected = assert.TryGetProperty("args", out JsonElement args) && args.GetArrayLength() > 0
            ? Text(args[0])
            : string.Empty;
        bool holds = operation switch
        {
            "equal" or "deep.equal" => actual == expected,
            "contain" => actual?.Contains(expected, StringComparison.Ordinal) == true,
            "true" => actual == "true",
            "false" or "not.ok" => actual is null or "false",
            _ => throw new InvalidOperationException($"The suite has a new kind of assertion: {operation}."),
        };
        Assert.True(holds, $"{name}: {path} {operation} {expected}, but is {actual}");
    }

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.Array
        ? string.Join(' ', value.EnumerateArray().Select(static item => item.GetString()))
        : value.ToString();

    // That library's policy is the one to act on, test mode heeded; a message that passes keeps the published one.
    private static string? Value(string path, DmarcTestResult result) => path switch
    {
        "result" => result.Record,
        "result.status.result" => Lower(result.Verdict),
        "result.policy" => Lower(result.Verdict == DmarcVerdict.Pass ? result.Policy : result.Disposition),
        "result.domain" => result.OrganizationalDomain,
        "result.rr" => result.Record,
        "result.isOrgRecord" => Lower(result.PolicySource != DmarcPolicySource.AuthorDomain),
        "result.status.header.from" => result.Domain,
        "result.status.header.d" => result.PolicyDomain,
        "result.alignment.dkim.strict" => Lower(result.DkimAlignment == DmarcAlignment.Strict),
        "result.alignment.spf.strict" => Lower(result.SpfAlignment == DmarcAlignment.Strict),
        "result.alignment.spf.result" => Aligned(result, DmarcIdentifierKind.Spf),
        "result.alignment.dkim.result" => Aligned(result, DmarcIdentifierKind.Dkim),
        _ => DmarcRecordParser.Parse(result.Record ?? string.Empty).Tags
            .GetValueOrDefault(path["result.".Length..]),
    };

    private static string? Aligned(DmarcTestResult result, DmarcIdentifierKind kind) =>
        result.Identifiers.FirstOrDefault(item => item.Kind == kind && item.IsAligned == true)?.OrganizationalDomain;

    private static string? Lower<T>(T value) => value?.ToString()?.ToLowerInvariant();
}
