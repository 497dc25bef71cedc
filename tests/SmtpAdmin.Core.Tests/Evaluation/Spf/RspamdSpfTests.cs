using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Tests.Dns;
using SmtpAdmin.Core.Tests.Dns.Conformance;
using SmtpAdmin.Testing.Files;
using Xunit;

namespace SmtpAdmin.Core.Tests.Evaluation.Spf;

/// <summary>The SPF cases of rspamd: its zone, a client and a sender, and the symbol that stands for the result.</summary>
public sealed class RspamdSpfTests
{
    private const int CaseCount = 25;

    private static readonly Dictionary<string, string> s_results = new()
    {
        ["R_SPF_ALLOW"] = "pass",
        ["R_SPF_PLUSALL"] = "pass",
        ["R_SPF_FAIL"] = "fail",
        ["R_SPF_SOFTFAIL"] = "softfail",
        ["R_SPF_NEUTRAL"] = "neutral",
        ["R_SPF_NA"] = "none",
        ["R_SPF_PERMFAIL"] = "permerror",
        ["R_SPF_DNSFAIL"] = "temperror",
    };

    public static IEnumerable<TheoryDataRow<string, string, string, string?, string>> Rows()
    {
        IReadOnlyList<JsonElement> cases = Suite.Cases("rspamd-auth/cases.json");
        return cases.Count == 0
            ? [new TheoryDataRow<string, string, string, string?, string>("", "", "", "", "") { Skip = ConformanceData.Absent }]
            : from element in cases
              from step in element.GetProperty("steps").EnumerateArray()
              from symbol in step.GetProperty("expect").EnumerateArray()
              where s_results.ContainsKey(symbol.GetString()!)
              select new TheoryDataRow<string, string, string, string?, string>(
                  element.GetProperty("name").GetString()!,
                  step.GetProperty("IP").GetString()!,
                  step.GetProperty("From").GetString()!,
                  step.TryGetProperty("Helo", out JsonElement helo) ? helo.GetString() : null,
                  s_results[symbol.GetString()!]);
    }

    [Fact]
    public void The_suite_is_whole()
    {
        Assert.SkipWhen(Suite.Cases("rspamd-auth/cases.json").Count == 0, ConformanceData.Absent);

        Assert.Equal(CaseCount, Rows().Count());
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_case_ends_as_the_suite_says(string name, string address, string sender, string? helo, string expected)
    {
        MailSpfResult result = await Zone().EvaluateAsync(sender, address, helo);

        Assert.True(expected == result.Result.Keyword(), $"{name}: {result.Result} {result.Problem}");
    }

    // The case takes the client from the message's Received fields, which is the filter's part.
    [Fact]
    public async Task The_client_behind_a_relay_passes_by_the_term_that_the_suite_names()
    {
        Assert.SkipWhen(ConformanceData.Find("rspamd-auth/zone.json") is null, ConformanceData.Absent);

        MailSpfResult result = await Zone().EvaluateAsync("root@external.com", "37.48.67.26");

        Assert.Equal((SpfResult.Pass, "ip4:37.48.67.26"), (result.Result, result.Mechanism));
    }

    private static MemoryResolver Zone()
    {
        var zone = new MemoryResolver();
        using JsonDocument document = JsonDocument.Parse(File.ReadAllText(ConformanceData.Find("rspamd-auth/zone.json")!));
        foreach (JsonElement record in document.RootElement.GetProperty("records").EnumerateArray())
        {
            string name = record.GetProperty("name").GetString()!;
            if (!Enum.TryParse(record.GetProperty("type").GetString(), ignoreCase: true, out DnsRecordType type))
            {
                continue;
            }

            if (record.TryGetProperty("rcode", out JsonElement code))
            {
                zone.Fail(name, type, Status(code.GetString()!));
            }

            if (record.TryGetProperty("replies", out JsonElement replies))
            {
                Add(zone, name, type, [.. replies.EnumerateArray().Select(static reply => reply.GetString()!)]);
            }
        }

        return zone;
    }

    private static void Add(MemoryResolver zone, string name, DnsRecordType type, string[] replies)
    {
        switch (type)
        {
            case DnsRecordType.Txt:
                zone.Text(name, replies);
                break;
            case DnsRecordType.A or DnsRecordType.Aaaa:
                zone.Host(name, replies);
                break;
            case DnsRecordType.Mx:
                zone.Add(name, type, [.. replies.Select(static reply => reply.Split(' ')).Select(static words =>
                    new DnsMailExchange(MemoryResolver.TimeToLive, int.Parse(words[0], CultureInfo.InvariantCulture), words[1]))]);
                break;
            case DnsRecordType.Ptr:
                zone.Add(name, type, [.. replies.Select(static reply => new DnsHostName(MemoryResolver.TimeToLive, reply))]);
                break;
        }
    }

    private static DnsStatus Status(string code) =>
        code switch
        {
            "norec" => DnsStatus.NoData,
            "nxdomain" => DnsStatus.NxDomain,
            "timeout" => DnsStatus.Timeout,
            _ => DnsStatus.ServFail,
        };
}
