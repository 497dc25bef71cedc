using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using SmtpAdmin.Core.Reporting;
using SmtpAdmin.Testing.Peers;
using Xunit;

namespace SmtpAdmin.Core.Tests.Reporting;

public sealed class ReportFileTests : IDisposable
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 24, 20, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();

    private string Target => _folder.Combine("report.html");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_domain_has_a_row_and_the_charts_count_them()
    {
        string page = Write(SampleDomains.Make(0, 30));

        Assert.Equal(30, page.Split("<tbody data-").Length - 1);
        Assert.Contains("30 domains \u00B7 2026-11-24 20:00 UTC", System.Net.WebUtility.HtmlDecode(page));
        Assert.Contains("Failed most often", page);
        Assert.DoesNotContain("<details open>", page);
    }

    [Fact]
    public void One_domain_stands_unfolded_and_has_no_charts_of_many()
    {
        string page = Write(SampleDomains.Make(1, 1));

        Assert.Contains("<details open>", page);
        Assert.Contains("Score by area", page);
        Assert.DoesNotContain("Failed most often", page);
    }

    [Fact]
    public void Without_a_domain_the_page_says_so() => Assert.Contains("No domain was tested.", Write([]));

    [Fact]
    public void The_page_loads_nothing_from_elsewhere_and_links_to_nothing()
    {
        string page = Write(SampleDomains.Make(0, 5));

        Assert.DoesNotContain("src=", page);
        Assert.DoesNotContain("href=", page);
        Assert.DoesNotContain("url(", page);
        Assert.Contains("default-src 'none'", page);
    }

    [Fact]
    public void What_is_worse_stands_in_front()
    {
        string page = Write(SampleDomains.Make(1, 1));
        int[] places = [.. new[] { "DMARC-MISSING</code>", "SPF-LOOKUPS-EXCEEDED</code>", "SPF-ALL-SOFTFAIL</code>", "MX-REACHABLE</code>" }
            .Select(code => page.IndexOf(code, StringComparison.Ordinal))];

        Assert.Equal(places.Order(), places);
        Assert.DoesNotContain(-1, places);
    }

    [Fact]
    public void A_report_that_is_there_is_replaced_only_where_that_is_wanted()
    {
        File.WriteAllText(Target, "old");

        SmtpAdminException refusal = Assert.Throws<SmtpAdminException>(() => Write([]));
        Assert.Equal(ErrorKind.OutputUnwritable, refusal.Kind);
        Assert.Equal("old", File.ReadAllText(Target));

        Assert.StartsWith("<!DOCTYPE html>", Write([], overwrite: true));
    }

    [Fact]
    public void What_was_not_completed_leaves_nothing()
    {
        using (var report = new ReportFile(Target))
        {
            report.Add(SampleDomains.Make(1));
            report.Add(SampleDomains.Make(2));
        }

        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_a_clear_error()
        => Assert.Equal(
            ErrorKind.OutputUnwritable,
            Assert.Throws<SmtpAdminException>(() => new ReportFile(_folder.Combine("none/report.html")).Dispose()).Kind);

    [Fact]
    public void Memory_does_not_grow_with_the_domains()
    {
        using var report = new ReportFile(Target);
        for (int number = 0; number < 100; number++)
        {
            report.Add(SampleDomains.Make(number));
        }

        long before = GC.GetTotalMemory(forceFullCollection: true);
        for (int number = 0; number < 5000; number++)
        {
            report.Add(SampleDomains.Make(number));
        }

        long growth = GC.GetTotalMemory(forceFullCollection: true) - before;
        report.Complete("Many", s_now, overwrite: false);
        Assert.True(new FileInfo(Target).Length > 8_000_000, "the report is too small to tell");
        Assert.True(growth < 2_000_000, $"grew by {growth} bytes");
    }

    [Fact]
    public void A_text_of_64_KB_is_cut()
    {
        string page = Write([SampleDomains.Holding(new string('x', 65536)), SampleDomains.Make(0)]);

        Assert.True(page.Length < 150_000, $"{page.Length} characters");
    }

    private string Write(IEnumerable<MailDomainResult> results, bool overwrite = false)
    {
        using (var report = new ReportFile(Target))
        {
            foreach (MailDomainResult result in results)
            {
                report.Add(result);
            }

            report.Complete("Mail <domains>", s_now, overwrite);
        }

        Assert.Single(Directory.GetFiles(_folder.Path));
        return File.ReadAllText(Target);
    }
}
