using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace SmtpAdmin.Core.Reporting;

/// <summary>Writes one domain: a row of the table, and beneath it what was found, folded away.</summary>
internal static class DomainRow
{
    /// <summary>How many columns the row has.</summary>
    public const int Columns = 6;

    // How many codes stand in the folded line.
    private const int MaxCodes = 4;

    public static void Write(TextWriter writer, MailDomainResult result, bool isOpen)
    {
        int fails = Count(result, CheckStatus.Fail);
        int warns = Count(result, CheckStatus.Warn);
        int unknowns = Count(result, CheckStatus.Unknown);
        // The script sorts by these.
        writer.Write(FormattableString.Invariant(
            $"<tbody data-status=\"{(int)result.Status}\" data-score=\"{result.Score ?? -1}\" data-fails=\"{fails}\" "));
        writer.Write(FormattableString.Invariant($"data-warns=\"{warns}\" data-unknowns=\"{unknowns}\">\n<tr>"));
        writer.Element("th", null, result.Domain);
        writer.Write("<td>");
        writer.Element("span", $"badge {ReportClass.Of(result.Status)}", result.Status.ToString());
        writer.Write("</td><td class=\"score\">");
        if (result.Score is { } score)
        {
            writer.Element("b", null, FormattableString.Invariant($"{score}"));
            ReportCharts.WriteMeter(writer, score, 100, ReportClass.OfScore(score));
        }
        else
        {
            writer.Element("span", "note", "unknown");
        }

        writer.Write("</td>");
        WriteCount(writer, fails, "fail");
        WriteCount(writer, warns, "warn");
        WriteCount(writer, unknowns, "unknown");
        writer.Write(FormattableString.Invariant(
            $"</tr>\n<tr class=\"more\"><td colspan=\"{Columns}\"><details{(isOpen ? " open" : string.Empty)}>"));
        writer.Element("summary", null, Summarize(result));
        DomainDetails.Write(writer, result);
        writer.Write("</details></td></tr>\n</tbody>\n");
    }

    private static void WriteCount(TextWriter writer, int count, string cssClass) => writer.Element(
        "td", count == 0 ? "number zero" : $"number text-{cssClass}", FormattableString.Invariant($"{count}"));

    private static int Count(MailDomainResult result, CheckStatus status) =>
        result.Findings.Count(finding => finding.Status == status);

    private static string Summarize(MailDomainResult result)
    {
        List<string> codes = result.Findings.Where(static finding => finding.Status == CheckStatus.Fail)
            .OrderByDescending(static finding => finding.Severity).Select(static finding => finding.Code).Distinct().ToList();
        int unknowns = Count(result, CheckStatus.Unknown);
        string failed = codes.Count > 0 ? string.Join(", ", codes.Take(MaxCodes)) + (codes.Count > MaxCodes ? ", \u2026" : string.Empty)
            : unknowns > 0 ? FormattableString.Invariant($"{unknowns} of {result.Findings.Count} checks could not be made")
            : "Nothing failed";
        string drift = result.Drift.Count == 0 ? string.Empty : $" \u00B7 {Number(result.Drift.Count, "difference")} from the baseline";
        return $"{failed} \u00B7 {Number(result.Findings.Count, "check")}{drift}";
    }

    private static string Number(int count, string noun) =>
        FormattableString.Invariant($"{count} {noun}{(count == 1 ? string.Empty : "s")}");
}
