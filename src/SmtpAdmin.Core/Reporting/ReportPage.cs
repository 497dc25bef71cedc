using System;
using System.Globalization;
using System.IO;
using System.Security.Cryptography;
using System.Text;

namespace SmtpAdmin.Core.Reporting;

/// <summary>
/// Writes the page around the domains. It needs nothing from elsewhere, and its policy lets nothing but its own style and
/// script take effect, whatever stood in a record: they are named by their hashes (CSP 3, section 2.3.1).
/// </summary>
internal static class ReportPage
{
    /// <summary>Writes all that stands in front of the domains' rows: the charts show what was counted of these.</summary>
    public static void WriteStart(TextWriter writer, string title, ReportTotals totals, DateTimeOffset now)
    {
        string style = Lines(ReportStyle.Text);
        string policy = $"default-src 'none'; style-src {Hash(style)}; script-src {Hash(Lines(ReportScript.Text))}; "
            + "base-uri 'none'; form-action 'none'";
        writer.Write("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        writer.Write($"<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n");
        writer.Write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        writer.Write("<meta name=\"referrer\" content=\"no-referrer\">\n");
        writer.Write("<meta name=\"color-scheme\" content=\"light dark\">\n");
        writer.Element("title", null, title);
        writer.Write($"\n<style>{style}</style>\n</head>\n<body>\n<header class=\"page\">");
        writer.Element("h1", null, title);
        writer.Element("p", "note", FormattableString.Invariant(
            $"{totals.Domains} {(totals.Domains == 1 ? "domain" : "domains")} \u00B7 {now.UtcDateTime:yyyy-MM-dd HH:mm} UTC"));
        writer.Write("</header>\n<main>\n<section class=\"charts\" aria-label=\"Summary\">\n");
        WriteCharts(writer, totals);
        writer.Write("</section>\n");
        WriteTableStart(writer, totals);
    }

    /// <summary>Writes all that stands behind the domains' rows.</summary>
    public static void WriteEnd(TextWriter writer) =>
        writer.Write($"</table>\n</main>\n<script>{Lines(ReportScript.Text)}</script>\n</body>\n</html>\n");

    private static void WriteCharts(TextWriter writer, ReportTotals totals)
    {
        writer.Write($"<figure class=\"mean {ReportClass.OfScore(totals.MeanScore)}\">");
        writer.Element("figcaption", null, totals.Domains == 1 ? "Score" : "Mean score");
        writer.Element("b", null, totals.MeanScore?.ToString(CultureInfo.InvariantCulture) ?? "?");
        writer.Element("span", "note", totals.MeanScore is null ? "unknown" : "of 100");
        writer.Write("</figure>\n");
        if (totals.Domains > 1)
        {
            ReportCharts.WriteStatuses(writer, totals);
            ReportCharts.WriteScores(writer, totals);
        }

        ReportCharts.WriteAreas(writer, totals);
        if (totals.Domains > 1)
        {
            ReportCharts.WriteFailures(writer, totals);
        }
    }

    private static void WriteTableStart(TextWriter writer, ReportTotals totals)
    {
        // The script shows these; without it they would do nothing.
        writer.Write("<div class=\"tools\" id=\"tools\" hidden>"
            + "<label>Filter <input type=\"search\" id=\"text\" placeholder=\"domain or text\"></label>"
            + "<label>Verdict <select id=\"status\"><option value=\"\">all</option><option value=\"2\">Fail</option>"
            + "<option value=\"1\">Warn</option><option value=\"3\">Unknown</option><option value=\"0\">Pass</option></select></label>"
            + "<button type=\"button\" id=\"unfold\">Unfold all</button><output id=\"shown\"></output></div>\n");
        writer.Write("<table id=\"domains\"><thead><tr><th data-key=\"domain\">Domain</th>"
            + "<th data-key=\"status\">Verdict</th>"
            + "<th data-key=\"score\">Score</th><th class=\"number\" data-key=\"fails\">Fail</th>"
            + "<th class=\"number\" data-key=\"warns\">Warn</th><th class=\"number\" data-key=\"unknowns\">Unknown</th></tr></thead>\n");
        if (totals.Domains == 0)
        {
            writer.Write($"<tbody><tr><td colspan=\"{DomainRow.Columns}\">No domain was tested.</td></tr></tbody>\n");
        }
    }

    // A browser reads CR LF as LF, and hashes what it has read.
    private static string Lines(string text) => text.Replace("\r\n", "\n");

    private static string Hash(string text)
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha256.AppendData(Encoding.UTF8.GetBytes(text));
        return $"'sha256-{Convert.ToBase64String(sha256.GetHashAndReset())}'";
    }
}
