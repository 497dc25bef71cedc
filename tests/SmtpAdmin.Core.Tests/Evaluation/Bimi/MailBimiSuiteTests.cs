using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns.Records;
using SmtpAdmin.Core.Evaluation.Bimi;
using SmtpAdmin.Core.Tests.Dns;
using SmtpAdmin.Testing.Files;
using Xunit;

namespace SmtpAdmin.Core.Tests.Evaluation.Bimi;

/// <summary>
/// What the program of mail-bimi prints about domains, records and logos, with the zone that its tests use. Left out are
/// the outputs that tell of the program's own arguments: in them nothing is evaluated.
/// </summary>
public sealed partial class MailBimiSuiteTests
{
    private const string Folder = "bimi/t/data";

    public static IEnumerable<TheoryDataRow<string>> Outputs()
    {
        if (ConformanceData.Find(Folder) is not { } folder)
        {
            return [new TheoryDataRow<string>(string.Empty) { Skip = ConformanceData.Absent }];
        }

        return Directory.GetFiles(folder, "app-*").Order(StringComparer.Ordinal)
            .Where(static path => File.ReadAllText(path).StartsWith("BIMI ", StringComparison.Ordinal))
            .Select(static path => new TheoryDataRow<string>(Path.GetFileName(path)));
    }

    public static IEnumerable<TheoryDataRow<string>> OldVersions() =>
        ConformanceData.Find("bimi/t/zonefile") is null
            ? [new TheoryDataRow<string>(string.Empty) { Skip = ConformanceData.Absent }]
            : Texts().Where(static text => text.Text.StartsWith("v=bimi1", StringComparison.Ordinal))
                .Select(static text => text.Name.Split("._bimi.")).Where(static parts => parts.Length == 2)
                .Select(static parts => parts[1]).Distinct()
                .Select(static domain => new TheoryDataRow<string>(domain));

    [Fact]
    public void Every_case_of_the_data_is_there()
    {
        Assert.SkipWhen(ConformanceData.Find(Folder) is null, ConformanceData.Absent);

        Assert.Equal(9, Outputs().Count());
        Assert.Equal(12, OldVersions().Count());
    }

    [Theory]
    [MemberData(nameof(Outputs))]
    public async Task An_output_is_what_we_find_too(string file)
    {
        string output = Colour().Replace(File.ReadAllText(ConformanceData.Find($"{Folder}/{file}")!), string.Empty);
        if (output.StartsWith("BIMI SVG checker", StringComparison.Ordinal))
        {
            AssertLogo(output);
        }
        else if (Field(output, "Domain") == "-none-")
        {
            // The suite reads on behind v=bimi1 and finds another error, or that the domain declines. Section 4.3 of the
            // draft has the version match precisely, or the whole record ignored; that it is not valid stays.
            string code = Assert.Single(BimiRecordParser.Parse(Field(output, "Record")).Problems).Code;
            Assert.Equal(("BIMI-VERSION-INVALID", "No"), (code, Field(output, "Is Valid")));
        }
        else
        {
            AssertLogo(output);
            await AssertDomainAsync(output);
        }
    }

    // Section 4.3: the value of v must match precisely, or the record is ignored. The suite takes v=bimi1.
    [Theory]
    [MemberData(nameof(OldVersions))]
    public async Task A_version_in_small_letters_is_no_record(string domain)
    {
        BimiMessageResult result = await EvaluateAsync(domain, "default");

        Assert.Equal(BimiVerdict.None, result.Verdict);
        Assert.Equal(BimiVerdict.None, (await EvaluateAsync(domain, "selector")).Verdict);
    }

    private static async Task AssertDomainAsync(string output)
    {
        BimiMessageResult result = await EvaluateAsync(Field(output, "Domain"), Field(output, "Selector"));

        string expected = Result().Match(output).Value;
        Assert.Equal(
            expected,
            $"bimi={result.Verdict.ToString().ToLowerInvariant()} header.d={result.Record?.Domain} "
            + $"header.selector={result.Record?.Selector}");
        Assert.Equal(Field(output, "Location"), result.Record?.LogoUri);
        Assert.Equal(Field(output, "Authority"), result.Record?.EvidenceUri ?? string.Empty);
        Assert.Equal("Yes", Field(output, "Is Valid"));
        Assert.Empty(result.Record!.Problems);
    }

    // The logo itself is printed, in base64 over many lines.
    private static void AssertLogo(string output)
    {
        byte[] logo = Convert.FromBase64String(Indicator().Match(output).Groups[1].Value);

        bool passes = BimiLogoEvaluator.Evaluate(logo).All(static finding => finding.Status == CheckStatus.Pass);
        Assert.Equal(output.Split("Profile Used")[1].Split('\n')[1].Contains("Yes", StringComparison.Ordinal), passes);
        Assert.True(BimiFile.IsCompressed(logo) == (Field(output, "GZipped") == "Yes"));
    }

    private static Task<BimiMessageResult> EvaluateAsync(string domain, string selector)
    {
        var zone = new MemoryResolver();
        foreach ((string name, string text) in Texts())
        {
            zone.Text(name, text);
        }

        var dmarc = new DmarcTestResult
        {
            Domain = domain,
            OrganizationalDomain = domain,
            Verdict = DmarcVerdict.Pass,
            Policy = DmarcPolicy.Reject,
        };
        return new BimiMessageEvaluator(zone)
            .EvaluateAsync(dmarc, selector, null, TestContext.Current.CancellationToken);
    }

    private static IEnumerable<(string Name, string Text)> Texts() =>
        File.ReadLines(ConformanceData.Find("bimi/t/zonefile")!).Select(static line => Record().Match(line))
            .Where(static match => match.Success)
            .Select(static match => (match.Groups[1].Value, match.Groups[2].Value));

    private static string Field(string output, string name) =>
        Regex.Match(output, $@"^ +{Regex.Escape(name)} *: (.*)$", RegexOptions.Multiline).Groups[1].Value.Trim();

    [GeneratedRegex(@"\e\[\d+m")]
    private static partial Regex Colour();

    [GeneratedRegex(@"^(\S+) TXT ""(.*)""$")]
    private static partial Regex Record();

    [GeneratedRegex("bimi=.*")]
    private static partial Regex Result();

    [GeneratedRegex(@"BIMI-Indicator *: ([A-Za-z0-9+/=\s]+?)\n +Profile Used")]
    private static partial Regex Indicator();
}
