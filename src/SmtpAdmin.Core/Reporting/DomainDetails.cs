using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace SmtpAdmin.Core.Reporting;

/// <summary>Writes what was found of one domain: areas, findings with the worst first, drift and records.</summary>
internal static class DomainDetails
{
    public static void Write(TextWriter writer, MailDomainResult result)
    {
        writer.Write("<div class=\"details\">");
        writer.Element("p", "note", FormattableString.Invariant(
            $"Checked {result.CheckedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC in {result.Duration.TotalSeconds:0.0} s"));
        WriteAreas(writer, result.Areas);
        WriteFindings(writer, result.Findings);
        WriteDrift(writer, result.Drift);
        WriteRecords(writer, result.Records);
        writer.Write("</div>");
    }

    private static void WriteAreas(TextWriter writer, IReadOnlyList<MailAreaScore> areas)
    {
        if (areas.Count == 0)
        {
            return;
        }

        writer.Write("<ul class=\"areas\">");
        foreach (MailAreaScore area in areas)
        {
            writer.Write($"<li class=\"area {ReportClass.OfScore(area.Score)}\">");
            writer.Element("span", null, area.Area);
            writer.Element("b", null, area.Score?.ToString(CultureInfo.InvariantCulture) ?? "?");
            writer.Write("</li>");
        }

        writer.Write("</ul>");
    }

    private static void WriteFindings(TextWriter writer, IReadOnlyList<MailFinding> findings)
    {
        // What failed first, then what may be mended, what is not known, and at last what is well.
        IEnumerable<MailFinding> ordered = findings.OrderBy(static finding => Rank(finding.Status))
            .ThenByDescending(static finding => finding.Severity);
        foreach (MailFinding finding in ordered)
        {
            writer.Write($"<article class=\"finding {ReportClass.Of(finding.Status)}\"><header>");
            writer.Element("span", $"badge {ReportClass.Of(finding.Status)}", finding.Status.ToString());
            writer.Element("code", null, finding.Code);
            writer.Element("span", "note", finding.Status == CheckStatus.Pass
                ? finding.Area : $"{finding.Area} \u00B7 {finding.Severity}");
            writer.Write("</header>");
            writer.Element("p", "evidence", finding.Evidence);
            // Of what is well no more is said.
            if (finding.Status != CheckStatus.Pass)
            {
                WriteAdvice(writer, finding);
            }

            writer.Write("</article>");
        }
    }

    private static void WriteAdvice(TextWriter writer, MailFinding finding)
    {
        if (finding.Explanation is { } explanation)
        {
            writer.Element("p", null, explanation);
        }

        if (finding.Recommendation is { } recommendation)
        {
            writer.Write("<p><b>Do:</b> ");
            writer.Write(HtmlText.Encode(recommendation));
            writer.Write("</p>");
        }

        if (finding.Publish.Count > 0)
        {
            writer.Write("<pre>");
            writer.Write(string.Join("\n", finding.Publish.Select(HtmlText.Encode)));
            writer.Write("</pre>");
        }
    }

    private static void WriteDrift(TextWriter writer, IReadOnlyList<MailDrift> drift)
    {
        if (drift.Count == 0)
        {
            return;
        }

        writer.Write("<h3>Differences from the baseline</h3><table class=\"inner\"><thead><tr><th>What</th><th>Expected</th>"
            + "<th>Found</th></tr></thead><tbody>");
        foreach (MailDrift difference in drift)
        {
            writer.Write("<tr>");
            writer.Element("td", null, difference.Path);
            writer.Element("td", "raw", difference.Expected ?? "nothing");
            writer.Element("td", "raw", difference.Actual
                ?? (difference.Status == CheckStatus.Unknown ? "unknown" : "nothing"));
            writer.Write("</tr>");
        }

        writer.Write("</tbody></table>");
    }

    private static void WriteRecords(TextWriter writer, IReadOnlyList<MailDnsRecord> records)
    {
        if (records.Count == 0)
        {
            return;
        }

        writer.Write("<h3>Records</h3><table class=\"inner\"><thead><tr><th>Type</th><th>Name</th><th>Status</th><th>Record</th></tr>"
            + "</thead><tbody>");
        foreach (MailDnsRecord record in records)
        {
            writer.Write("<tr>");
            writer.Element("td", null, record.Type.ToString());
            writer.Element("td", "name", record.QueryName);
            writer.Element("td", $"text-{ReportClass.Of(record.Status)}", record.Status.ToString());
            writer.Element("td", "raw", record.Raw ?? record.Failure);
            writer.Write("</tr>");
        }

        writer.Write("</tbody></table>");
    }

    private static int Rank(CheckStatus status) => status switch
    {
        CheckStatus.Fail => 0,
        CheckStatus.Warn => 1,
        CheckStatus.Unknown => 2,
        _ => 3,
    };
}
