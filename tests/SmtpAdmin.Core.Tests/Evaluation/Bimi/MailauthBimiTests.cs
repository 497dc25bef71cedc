using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using SmtpAdmin.Core.Evaluation.Bimi;
using SmtpAdmin.Core.Tests.Dns.Conformance;
using SmtpAdmin.Testing.Files;
using Xunit;

namespace SmtpAdmin.Core.Tests.Evaluation.Bimi;

/// <summary>The cases of mailauth about a message: what DMARC said of it, a zone, and what BIMI comes to.</summary>
public sealed class MailauthBimiTests
{
    private const string File = "mailauth-node/recorded/bimi.json";

    public static IEnumerable<TheoryDataRow<string, string>> Rows()
    {
        JsonElement[] cases =
            [.. Suite.Cases(File).Where(static element => Call(element).GetProperty("fn").GetString() == "bimi")];
        return cases.Length == 0
            ? [new TheoryDataRow<string, string>(string.Empty, "{}") { Skip = ConformanceData.Absent }]
            : cases.Select(static element =>
                new TheoryDataRow<string, string>(element.GetProperty("name").GetString()!, element.GetRawText()));
    }

    [Fact]
    public void Every_case_of_the_data_is_there()
    {
        Assert.SkipWhen(Suite.Cases(File).Count == 0, ConformanceData.Absent);

        Assert.Equal(5, Rows().Count());
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_message_is_judged_as_the_suite_does(string name, string json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement call = Call(document.RootElement);
        JsonElement input = call.GetProperty("args")[0];
        bool requiresDkim = input.TryGetProperty("bimiWithAlignedDkim", out JsonElement asked) && asked.GetBoolean();

        BimiMessageResult result =
            await new BimiMessageEvaluator(DmarcSuiteZone.Read(call.GetProperty("zone")), requiresDkim)
                .EvaluateAsync(Dmarc(input.GetProperty("dmarc")), null, null, TestContext.Current.CancellationToken);

        Assert.All(
            document.RootElement.GetProperty("asserts").EnumerateArray(),
            assert => AssertHolds(name, assert.GetProperty("on").GetProperty("path").GetString()!, assert.GetProperty("args")[0], result));
    }

    private static JsonElement Call(JsonElement element) => element.GetProperty("calls")[0];

    private static DmarcTestResult Dmarc(JsonElement dmarc)
    {
        bool hasDkim = dmarc.TryGetProperty("alignment", out JsonElement alignment)
            && alignment.GetProperty("dkim").GetProperty("result").ValueKind == JsonValueKind.String;
        JsonElement status = dmarc.GetProperty("status");
        return new DmarcTestResult
        {
            Domain = status.GetProperty("header").GetProperty("from").GetString(),
            OrganizationalDomain = dmarc.GetProperty("domain").GetString(),
            Verdict = Enum.Parse<DmarcVerdict>(status.GetProperty("result").GetString()!, ignoreCase: true),
            Policy = Enum.Parse<DmarcPolicy>(dmarc.GetProperty("policy").GetString()!, ignoreCase: true),
            Identifiers =
            [
                new DmarcIdentifier(
                    hasDkim ? DmarcIdentifierKind.Dkim : DmarcIdentifierKind.Spf, "gmail.com", DmarcIdentifierResult.Pass)
                {
                    IsAligned = true,
                },
            ],
        };
    }

    private static void AssertHolds(string name, string path, JsonElement expected, BimiMessageResult result)
    {
        string? actual = path switch
        {
            "result.status.result" => result.Verdict.ToString().ToLowerInvariant(),
            "result.status.header" => $"{result.Record?.Selector} {result.Record?.Domain}",
            "result.location" => result.Record?.LogoUri,
            _ => throw new InvalidOperationException($"The suite has a new field: {path}."),
        };
        string? wanted = expected.ValueKind == JsonValueKind.Object
            ? $"{expected.GetProperty("selector").GetString()} {expected.GetProperty("d").GetString()}"
            : expected.GetString();

        Assert.True(wanted == actual, $"{name}: {path} is {actual} and not {wanted}.");
    }
}
