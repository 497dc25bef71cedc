using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Records;
using SmtpAdmin.Core.Evaluation.Dmarc;
using SmtpAdmin.Testing.Files;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Conformance;

/// <summary>Cases of several DMARC libraries, distilled: records, From fields, walks, alignment, verdicts, reports.</summary>
public sealed class DmarcCasesTests
{
    private const string File = "dmarc-cases/dmarc-cases.json";

    private const string NoMailbox =
        "RFC 5322, section 3.4: behind a display name the address stands in angle brackets; a field without them names no "
        + "address, and RFC 9989, section 5.3.1 ends there.";

    private static readonly Dictionary<string, string> s_otherwise = new()
    {
        ["validate-psd-y-no-p"] = "RFC 9989, section 4.10.1: a record without p and without rua means no DMARC processing.",
        ["finddomain-2"] = NoMailbox,
        ["finddomain-8"] = NoMailbox,
        ["alignment-5"] = "RFC 1035, section 2.3.1: a domain has no empty label, so .mac.com. is none.",
        ["alignment-6"] = "RFC 1035, section 2.3.1: a domain has no empty label, so ....mac.com.... is none.",
    };

    public static IEnumerable<TheoryDataRow<string, string>> Rows()
    {
        IReadOnlyList<JsonElement> cases = Suite.Cases(File);
        return cases.Count == 0
            ? [new TheoryDataRow<string, string>("", "{}") { Skip = ConformanceData.Absent }]
            : cases.Select(static element =>
            {
                string id = element.GetProperty("id").GetString()!;
                return new TheoryDataRow<string, string>(id, element.GetRawText())
                {
                    Skip = s_otherwise.GetValueOrDefault(id),
                };
            });
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_case_comes_out_as_written(string id, string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement input = document.RootElement.GetProperty("input");
        JsonElement expect = document.RootElement.GetProperty("expect");
        JsonElement zone = document.RootElement.TryGetProperty("zone", out JsonElement written) ? written : default;
        if (zone.ValueKind == JsonValueKind.String)
        {
            zone = SharedZone(zone.GetString()!.TrimStart('@'));
        }

        IReadOnlyList<(string Field, string? Actual)> actual = Kind(input) switch
        {
            "record" => Parse(input),
            "header_from_raw" => Domains(input),
            "domain" => await WalkAsync(zone, input),
            "policy_domain" => await ReportAsync(zone, input),
            "domain_a" => await AlignAsync(input),
            _ => await EvaluateAsync(zone, input),
        };

        Assert.All(expect.EnumerateObject(), property =>
        {
            (_, string? value) = Assert.Single(actual, item => item.Field == property.Name);
            Assert.True(Expected(property) == value, $"{id}: {property.Name} is {value}, not {property.Value}");
        });
    }

    [Fact]
    public void The_cases_are_there()
    {
        Assert.SkipWhen(ConformanceData.Find(File) is null, ConformanceData.Absent);

        Assert.InRange(Suite.Cases(File).Count, 56, 81);
    }

    private static string Kind(JsonElement input) => input.EnumerateObject().First().Name;

    private static JsonElement SharedZone(string name)
    {
        using JsonDocument document = JsonDocument.Parse(System.IO.File.ReadAllText(ConformanceData.Find(File)!));
        return document.RootElement.GetProperty("zones").GetProperty(name).Clone();
    }

    // A library that calls a value an error does so where RFC 9989, section 4.8 has it ignored: it must be noted.
    private static List<(string, string?)> Parse(JsonElement input)
    {
        string text = input.GetProperty("record").GetString()!;
        DmarcSyntax record = DmarcRecordParser.Parse(text);
        bool isNoted = record.Problems.Any(static problem => problem.Code != "DMARC-URI-INVALID"
            && !(problem.Code == "DMARC-TAG-OBSOLETE" && problem.Text == "rf=afrf"));
        string result = text.Length == 0 ? "error-empty"
            : !DmarcRecordParser.IsDmarc(text) ? "error-version"
            : record.Tags.ContainsKey("p") ? isNoted ? "error-value" : "ok"
            : "error-no-p";
        return [("parse", result)];
    }

    private static List<(string, string?)> Domains(JsonElement input)
    {
        string field = input.GetProperty("header_from_raw").GetString()!;
        field = field.StartsWith("From: ", StringComparison.Ordinal) ? field["From: ".Length..] : field;
        string[] domains = [.. DmarcAuthorDomains.Of(field).Distinct()];
        return [("from_domain", domains.Length == 1 ? domains[0] : null)];
    }

    private static async Task<List<(string, string?)>> WalkAsync(JsonElement zone, JsonElement input)
    {
        DmarcWalk walk = await new DmarcTreeWalker(DmarcSuiteZone.Read(zone)).WalkAsync(
            input.GetProperty("domain").GetString()!, TestContext.Current.CancellationToken);
        return [("organizational_domain", walk.OrganizationalDomain), ("record", walk.Steps[0].Texts is [{ } text] ? text : null)];
    }

    private static async Task<List<(string, string?)>> ReportAsync(JsonElement zone, JsonElement input)
    {
        DmarcReportDestination destination = Assert.Single(
            await new DmarcReportAuthorizer(DmarcSuiteZone.Read(zone)).CheckAsync(
                input.GetProperty("policy_domain").GetString()!,
                [input.GetProperty("rua").GetString()!],
                [],
                TestContext.Current.CancellationToken));
        bool authorized = destination.Authorization == DmarcReportAuthorization.Authorized;
        return [("external_reporting_authorized", authorized ? "true" : "false")];
    }

    // These cases know no zone, only the public suffix list: the shorter domain gets the record that makes it the
    // organization.
    private static async Task<List<(string, string?)>> AlignAsync(JsonElement input)
    {
        string a = input.GetProperty("domain_a").GetString()!;
        string b = input.GetProperty("domain_b").GetString()!;
        string mode = input.GetProperty("mode").GetString()!;
        IDnsResolver dns = new MemoryResolver().Text("_dmarc." + b, $"v=DMARC1; p=reject; adkim={mode}");
        DmarcTestResult result = await new DmarcEvaluator(dns).EvaluateAsync(
            [mode == "r" ? a : b],
            [new DmarcIdentifier(DmarcIdentifierKind.Dkim, mode == "r" ? b : a, DmarcIdentifierResult.Pass)],
            TestContext.Current.CancellationToken);
        return [("aligned", result.Verdict == DmarcVerdict.Pass ? "true" : "false")];
    }

    private static async Task<List<(string, string?)>> EvaluateAsync(JsonElement zone, JsonElement input)
    {
        var identifiers = new List<DmarcIdentifier>();
        if (input.TryGetProperty("mail_from_domain", out JsonElement mailFrom))
        {
            identifiers.Add(new(DmarcIdentifierKind.Spf, mailFrom.GetString()!, Result(input.GetProperty("spf"))));
        }

        if (input.TryGetProperty("dkim", out JsonElement signatures))
        {
            identifiers.AddRange(signatures.EnumerateArray().Select(static item => new DmarcIdentifier(
                DmarcIdentifierKind.Dkim, item.GetProperty("d").GetString()!, Result(item.GetProperty("result")))));
        }

        DmarcTestResult result = await new DmarcEvaluator(DmarcSuiteZone.Read(zone)).EvaluateAsync(
            [input.GetProperty("header_from").GetString()!], identifiers, TestContext.Current.CancellationToken);
        return
        [
            ("result", Lower(result.Verdict)),
            ("disposition", Lower(result.Disposition)),
            ("policy", Lower(result.Policy)),
            ("spf_aligned", Aligned(result, DmarcIdentifierKind.Spf)),
            ("dkim_aligned", Aligned(result, DmarcIdentifierKind.Dkim)),
        ];
    }

    private static DmarcIdentifierResult Result(JsonElement value) =>
        Enum.Parse<DmarcIdentifierResult>(value.GetString()!, ignoreCase: true);

    private static string Aligned(DmarcTestResult result, DmarcIdentifierKind kind) =>
        result.Identifiers.Any(item => item.Kind == kind && item.IsAligned == true) ? "true" : "false";

    private static string? Expected(JsonProperty property) => (property.Name, property.Value.ValueKind) switch
    {
        (_, JsonValueKind.Null) => null,
        (_, JsonValueKind.True) => "true",
        (_, JsonValueKind.False) => "false",
        ("spf_aligned" or "dkim_aligned", _) => property.Value.GetString() == "pass" ? "true" : "false",
        _ => property.Value.GetString(),
    };

    private static string? Lower<T>(T value) => value?.ToString()?.ToLowerInvariant();
}
