using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using SmtpAdmin.Core.Reporting;
using SmtpAdmin.Testing.Peers;
using Xunit;

namespace SmtpAdmin.Core.Tests.Reporting;

/// <summary>The page in a real browser. A script that is not ours would mark the root element.</summary>
public sealed class ReportBrowserTests : IDisposable
{
    private const string Mark = "document.documentElement.dataset.owned=1";

    private static readonly string[] s_attacks =
    [
        $"<script>{Mark}</script>",
        $"</td></tr></tbody></table><script>{Mark}</script>",
        $"</script><script>{Mark}</script>",
        $"</style><script>{Mark}</script>",
        $"</title><script>{Mark}</script>",
        $"</pre></code></summary></details><img src=x onerror={Mark}>",
        $"<img src=x onerror=\"{Mark}\">",
        $"<svg onload={Mark}><script>{Mark}</script></svg>",
        $"\" autofocus onfocus=\"{Mark}\" x=\"",
        $"' autofocus onfocus='{Mark}",
        $"\"><body onload={Mark}>",
        $"<a href=\"javascript:{Mark}\">x</a>",
        $"javascript:{Mark}",
        $"<iframe srcdoc=\"<script>parent.{Mark}</script>\"></iframe>",
        $"<meta http-equiv=refresh content=\"0;url=javascript:{Mark}\">",
        $"<base href=\"javascript:{Mark}//\"><details open ontoggle={Mark}>",
        $"<!--><script>{Mark}</script>",
        $"]]><script>{Mark}</script>",
        $"&lt;script&gt;{Mark}&lt;/script&gt;",
        $"${{{Mark}}}`+{Mark}+`",
        "<style>*{display:none}</style><link rel=stylesheet href=data:text/css,*%7Bdisplay:none%7D>",
        $"+ADw-script+AD4-{Mark}+ADw-/script+AD4-",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Markup_in_records_is_text_and_runs_nothing()
    {
        string page = Write(s_attacks.Select(SampleDomains.Holding), $"</title><script>{Mark}</script>");

        string document = await LoadAsync(page);

        AssertUntouched(document);
        Assert.Single(Regex.Matches(document, "<script"));
        Assert.Single(Regex.Matches(document, "<style"));
        Assert.DoesNotMatch("<(img|iframe|a|base|link|object|form)[ >]", document);
        Assert.DoesNotMatch(@"<[a-z]+[^<>]*\son[a-z]+=", document);
        Assert.Equal(s_attacks.Length, Regex.Count(document, "<tbody data-"));
    }

    [Fact]
    public async Task Markup_that_got_in_unencoded_runs_nothing_either()
    {
        string page = Write([SampleDomains.Holding("HERE"), SampleDomains.Make(0)]);

        AssertUntouched(await LoadAsync(page.Replace("HERE", $"<script>{Mark}</script><img src=x onerror={Mark}>")));
    }

    [Fact]
    public async Task A_script_that_runs_would_be_seen()
        => Assert.Contains("data-owned", RootOf(await LoadAsync(
            $"<html><body><p>x</p><img src=x onerror={Mark}></body></html>")));

    [Fact]
    public async Task A_click_on_a_header_sorts_and_a_second_one_the_other_way()
    {
        string page = Write(SampleDomains.Make(0, 9));

        string[] ascending = Domains(await LoadAsync(Driven(page, "heads[2].click()")));
        string[] descending = Domains(await LoadAsync(Driven(page, "heads[2].click();heads[2].click()")));

        Assert.StartsWith("silent", ascending[0], StringComparison.Ordinal);
        Assert.StartsWith("neglected", ascending[3], StringComparison.Ordinal);
        Assert.Equal(ascending.Reverse(), descending);
        Assert.Equal(9, ascending.Distinct().Count());
    }

    [Fact]
    public async Task The_filter_hides_what_does_not_fit()
    {
        string document = await LoadAsync(Driven(
            Write(SampleDomains.Make(0, 9)),
            "const s=document.getElementById('status');s.value='2';s.dispatchEvent(new Event('change'));"));

        Assert.Contains("3 of 9 domains", document);
        Assert.Equal(6, Regex.Count(document, "<tbody [^>]*hidden"));
    }

    [Fact]
    public async Task The_page_prints_with_all_that_is_folded_away()
    {
        string printed = _folder.Combine("print.pdf");
        string path = _folder.Combine("page.html");
        File.WriteAllText(path, Write(SampleDomains.Make(0, 3)));

        await RunAsync("--no-pdf-header-footer", $"--print-to-pdf={printed}", new Uri(path).AbsoluteUri);

        Assert.True(new FileInfo(printed).Length > 20_000, "the print is too small to hold the findings");
    }

    // Our policy would keep the test's script out too.
    private static string Driven(string page, string script) =>
        Regex.Replace(page, "<meta http-equiv=\"Content-Security-Policy\"[^>]*>", string.Empty).Replace(
            "</body>", $"<script>const heads=document.querySelectorAll('#domains thead button');{script}</script></body>");

    private static string[] Domains(string document) =>
        [.. Regex.Matches(document, @"<tbody data-[^>]*>\s*<tr><th>(.*?)</th>").Select(row => row.Groups[1].Value)];

    private static string RootOf(string document) => Regex.Match(document, "<html[^>]*>").Value;

    private static void AssertUntouched(string document)
    {
        Assert.DoesNotContain("data-owned", RootOf(document));
        // Our own script ran: it makes buttons of the headers.
        Assert.Contains("<th data-key=\"domain\"><button type=\"button\">Domain</button></th>", document);
    }

    private string Write(IEnumerable<MailDomainResult> results, string title = "Mail domains")
    {
        string path = _folder.Combine("report.html");
        using var report = new ReportFile(path);
        foreach (MailDomainResult result in results)
        {
            report.Add(result);
        }

        report.Complete(title, DateTimeOffset.UnixEpoch, overwrite: true);
        return File.ReadAllText(path);
    }

    private async Task<string> LoadAsync(string page)
    {
        string path = _folder.Combine("page.html");
        File.WriteAllText(path, page);
        return (await RunAsync("--virtual-time-budget=2000", "--dump-dom", new Uri(path).AbsoluteUri)).Output;
    }

    private async Task<ToolResult> RunAsync(params string[] arguments)
    {
        ToolResult result = await ToolRun.RunAsync(DebianTool.Chromium.FindOrSkip(),
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            $"--user-data-dir={_folder.Combine("profile")}", .. arguments,
        ]);
        Assert.True(result.ExitCode == 0, result.ToString());
        return result;
    }
}
