using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using SmtpAdmin.Core.Evaluation.Bimi;
using SmtpAdmin.Core.Tests.Dns.Conformance;
using SmtpAdmin.Testing.Files;
using Xunit;

namespace SmtpAdmin.Core.Tests.Evaluation.Bimi;

/// <summary>Logos: the cases of mailauth and mail-bimi, and what an attacker would try.</summary>
public sealed class BimiLogoTests
{
    private const int Cases = 24;

    private static readonly Dictionary<string, string> s_otherwise = new()
    {
        ["Should handle deeply nested valid structure"] =
            "draft-svg-tiny-ps-abrotman, section 2.1: version must be 1.2; the case has none.",
        ["Should handle SVG with text content"] =
            "draft-svg-tiny-ps-abrotman, section 2.1: version must be 1.2; the case has none.",
    };

    public static IEnumerable<TheoryDataRow<string, string, bool>> Mailauth()
    {
        IReadOnlyList<JsonElement> cases = Suite.Cases("mailauth-node/recorded/bimi_validate-svg.json");
        if (cases.Count == 0)
        {
            return [new TheoryDataRow<string, string, bool>("none", "", false) { Skip = ConformanceData.Absent }];
        }

        return from element in cases
               let name = element.GetProperty("name").GetString()!
               let text = element.GetProperty("calls")[0].GetProperty("args")[0].GetString()!
               let valid = element.GetProperty("asserts")[0].GetProperty("op").GetString() == "true"
               select new TheoryDataRow<string, string, bool>(name, text, valid) { Skip = s_otherwise.GetValueOrDefault(name) };
    }

    [Fact]
    public void Every_case_of_the_data_is_there()
    {
        int count = Suite.Cases("mailauth-node/recorded/bimi_validate-svg.json").Count;
        Assert.SkipWhen(count == 0, ConformanceData.Absent);

        Assert.True(count >= Cases, $"There are {count} cases.");
    }

    [Theory]
    [MemberData(nameof(Mailauth))]
    public void A_logo_is_judged_as_mailauth_does(string name, string svg, bool valid)
    {
        IReadOnlyList<CheckFinding> findings = BimiLogoEvaluator.Evaluate(Encoding.UTF8.GetBytes(svg));

        Assert.True(valid == findings.All(static f => f.Status is CheckStatus.Pass or CheckStatus.Warn), name + string.Join("; ", findings));
    }

    [Fact]
    public void The_good_logo_of_mail_bimi_is_good()
    {
        string? path = ConformanceData.Find("bimi/t/data/FM-good.svg");
        Assert.SkipWhen(path is null, ConformanceData.Absent);
        byte[] logo = File.ReadAllBytes(path);

        Assert.All(BimiLogoEvaluator.Evaluate(logo), finding => Assert.Equal(CheckStatus.Pass, finding.Status));
        Assert.All(BimiLogoEvaluator.Evaluate(Compress(logo)), finding => Assert.Equal(CheckStatus.Pass, finding.Status));
    }

    [Theory]
    [InlineData("<image href=\"#a\"/>", "BIMI-SVG-ELEMENTS")]
    [InlineData("<style>x</style>", "BIMI-SVG-ELEMENTS")]
    [InlineData("<a href=\"#a\"/>", "BIMI-SVG-ELEMENTS")]
    [InlineData("<switch/>", "BIMI-SVG-ELEMENTS")]
    [InlineData("<animate/>", "BIMI-SVG-ELEMENTS")]
    [InlineData("<text><tspan>x</tspan></text>", "BIMI-SVG-ELEMENTS")]
    [InlineData("<title>U</title>", "BIMI-SVG-TITLE")]
    [InlineData("<x:g xmlns:x=\"http://example.com\"/>", "BIMI-SVG-ELEMENTS")]
    [InlineData("<ScRiPt>x</ScRiPt>", "BIMI-SVG-SCRIPT")]
    [InlineData("<g onclick=\"x()\"/>", "BIMI-SVG-SCRIPT")]
    [InlineData("<g fill=\"url(http://example.com/a#b)\"/>", "BIMI-SVG-REFERENCES")]
    [InlineData("<use href=\"other.svg#a\"/>", "BIMI-SVG-REFERENCES")]
    [InlineData("<use href=\"data:image/svg+xml,x\"/>", "BIMI-SVG-REFERENCES")]
    public void What_the_profile_forbids_is_found(string content, string code) =>
        Assert.Equal(code, Assert.Single(Failed(Svg(content))).Code);

    [Theory]
    [InlineData("<g fill=\"url(#a)\"/>")]
    [InlineData("<metadata><x:y xmlns:x=\"http://example.com\"/></metadata>")]
    public void What_the_profile_allows_passes(string content) => Assert.Empty(Failed(Svg(content)));

    [Theory]
    [InlineData("<!DOCTYPE svg [<!ENTITY a \"b\">]>")]
    [InlineData("<!DOCTYPE svg SYSTEM \"file:///etc/passwd\">")]
    [InlineData("<a>")]
    public void A_document_type_or_broken_XML_ends_the_reading(string before)
    {
        IReadOnlyList<CheckFinding> findings = BimiLogoEvaluator.Evaluate(Encoding.UTF8.GetBytes(before + Svg(string.Empty)));

        Assert.Equal("BIMI-SVG-XML", Assert.Single(findings, static f => f.Status == CheckStatus.Fail).Code);
        Assert.Equal(CheckStatus.Unknown, findings[^1].Status);
    }

    [Fact]
    public void A_file_that_unpacks_to_a_hundred_megabytes_is_not_unpacked()
    {
        CheckFinding finding = BimiLogoEvaluator.Evaluate(Compress(new byte[100 * 1024 * 1024]))[0];

        Assert.Equal(("BIMI-SVG-SIZE", CheckStatus.Fail), (finding.Code, finding.Status));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("<x>")]
    [InlineData("<![CDATA[xx]]>")]
    public async Task A_file_made_to_be_slow_is_judged_soon(string part)
    {
        string start = "<svg xmlns=\"http://www.w3.org/2000/svg\"><title>";
        byte[] file = Encoding.UTF8.GetBytes(start + string.Concat(Enumerable.Repeat(part, 1_000_000 / part.Length)));
        var clock = Stopwatch.StartNew();

        await Task.Run(() => BimiLogoEvaluator.Evaluate(file), TestContext.Current.CancellationToken);

        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 15);
    }

    [Fact]
    public void A_logo_of_more_than_32_kilobytes_is_larger_than_recommended()
    {
        string large = Svg($"<desc>{new string('x', 33 * 1024)}</desc>");

        CheckFinding finding = BimiLogoEvaluator.Evaluate(Encoding.UTF8.GetBytes(large))[0];

        Assert.Equal(("BIMI-SVG-SIZE", CheckStatus.Warn), (finding.Code, finding.Status));
    }

    [Theory]
    [InlineData("zoomAndPan=\"magnify\"")]
    [InlineData("externalResourcesRequired=\"true\"")]
    [InlineData("focusable=\"auto\"")]
    [InlineData("snapshotTime=\"1s\"")]
    [InlineData("playbackOrder=\"forwardOnly\"")]
    [InlineData("timelineBegin=\"onStart\"")]
    [InlineData("x=\"0\"")]
    public void What_the_root_must_not_say_is_found(string attribute) =>
        Assert.Equal("BIMI-SVG-PROFILE", Assert.Single(Failed(Svg(string.Empty, attribute))).Code);

    [Fact]
    public void What_the_root_may_say_passes() =>
        Assert.Empty(Failed(Svg(string.Empty, "zoomAndPan=\"disable\" focusable=\"false\" timelineBegin=\"onLoad\"")));

    [Fact]
    public void A_title_is_shown_without_what_moves_a_terminal()
    {
        byte[] svg = Encoding.UTF8.GetBytes(Svg(string.Empty).Replace("<title>T", "<title>&#x9B;31m"));

        Assert.DoesNotContain(BimiLogoEvaluator.Evaluate(svg), static finding => finding.Evidence.Contains('\x9B'));
    }

    private static string Svg(string content, string attribute = "") =>
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.2\" baseProfile=\"tiny-ps\" viewBox=\"0 0 1 1\" {attribute}>"
        + $"<title>T</title>{content}</svg>";

    private static CheckFinding[] Failed(string svg) =>
        [.. BimiLogoEvaluator.Evaluate(Encoding.UTF8.GetBytes(svg)).Where(static f => f.Status == CheckStatus.Fail)];

    private static byte[] Compress(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            zip.Write(content);
        }

        return packed.ToArray();
    }
}
