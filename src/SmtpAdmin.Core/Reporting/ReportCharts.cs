using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace SmtpAdmin.Core.Reporting;

/// <summary>Draws the charts as SVG. Sizes are attributes, since the page's policy allows no styles in elements.</summary>
internal static class ReportCharts
{
    private const int Width = 360;
    private const int RowHeight = 24;
    private const int LabelWidth = 92;
    private const int ValueWidth = 44;
    private const int MeterWidth = 60;
    private const int MaxFailures = 8;

    private const int HistogramHeight = 120;
    private const int AxisHeight = 22;

    /// <summary>How many domains have which verdict.</summary>
    public static void WriteStatuses(TextWriter writer, ReportTotals totals)
    {
        CheckStatus[] statuses = [CheckStatus.Pass, CheckStatus.Warn, CheckStatus.Fail, CheckStatus.Unknown];
        int most = Math.Max(1, statuses.Max(totals.Count));
        WriteBars(writer, "Verdicts", statuses.Select(status => new ChartBar(
            status.ToString(), totals.Count(status), most, ReportClass.Of(status), Number(totals.Count(status)))));
    }

    /// <summary>The mean score of each area.</summary>
    public static void WriteAreas(TextWriter writer, ReportTotals totals) =>
        WriteBars(
            writer, totals.Domains == 1 ? "Score by area" : "Mean score by area",
            totals.Areas.Select(static area => new ChartBar(
                area.Name, area.Mean ?? 0, 100, ReportClass.OfScore(area.Mean), area.Mean is { } mean ? Number(mean) : "?")));

    /// <summary>The checks that most domains fail.</summary>
    public static void WriteFailures(TextWriter writer, ReportTotals totals)
    {
        IReadOnlyList<KeyValuePair<string, int>> failures = totals.MostFailed(MaxFailures);
        if (failures.Count == 0)
        {
            return;
        }

        writer.Write("<figure><figcaption>Failed most often</figcaption><table class=\"top\"><tbody>");
        foreach (KeyValuePair<string, int> failure in failures)
        {
            writer.Write("<tr>");
            writer.Element("td", "code", failure.Key);
            writer.Element("td", "number", Number(failure.Value));
            writer.Write("<td>");
            WriteMeter(writer, failure.Value, totals.Domains, "fail");
            writer.Write("</td></tr>");
        }

        writer.Write("</tbody></table></figure>\n");
    }

    /// <summary>How many domains have which score.</summary>
    public static void WriteScores(TextWriter writer, ReportTotals totals)
    {
        int most = Math.Max(1, totals.Scores.Max());
        int step = Width / ReportTotals.ScoreClasses;
        writer.Write("<figure><figcaption>Scores</figcaption>");
        Open(writer, AxisHeight + HistogramHeight + AxisHeight, "Domains by score");
        for (int index = 0; index < totals.Scores.Count; index++)
        {
            int count = totals.Scores[index];
            int height = count == 0 ? 0 : Math.Max(2, HistogramHeight * count / most);
            int top = AxisHeight + HistogramHeight - height;
            string cssClass = ReportClass.OfScore(index * ReportTotals.ScoreClasses);
            Bar(writer, cssClass, (index * step) + 2, top, step - 4, height);
            if (count > 0)
            {
                Text(writer, (index * step) + (step / 2), top - 5, "middle", Number(count));
            }

            Text(writer, (index * step) + (step / 2), AxisHeight + HistogramHeight + 16, "middle",
                index == ReportTotals.ScoreClasses - 1 ? "90+" : Number(index * ReportTotals.ScoreClasses));
        }

        writer.Write("</svg>");
        if (totals.WithoutScore > 0)
        {
            writer.Element("p", "note", $"{Number(totals.WithoutScore)} without a score: too little is known.");
        }

        writer.Write("</figure>\n");
    }

    /// <summary>A score as a short bar.</summary>
    public static void WriteMeter(TextWriter writer, int value, int most, string cssClass)
    {
        writer.Write(Invariant(
            $"<svg class=\"meter\" width=\"{MeterWidth}\" height=\"8\" viewBox=\"0 0 {MeterWidth} 8\" aria-hidden=\"true\">"));
        Bar(writer, "track", 0, 0, MeterWidth, 8);
        Bar(writer, cssClass, 0, 0, Length(value, most, MeterWidth), 8);
        writer.Write("</svg>");
    }

    private static void WriteBars(TextWriter writer, string caption, IEnumerable<ChartBar> bars)
    {
        List<ChartBar> rows = bars.ToList();
        if (rows.Count == 0)
        {
            return;
        }

        const int Track = Width - LabelWidth - ValueWidth;
        writer.Write("<figure>");
        writer.Element("figcaption", null, caption);
        Open(writer, rows.Count * RowHeight, caption);
        for (int row = 0; row < rows.Count; row++)
        {
            ChartBar bar = rows[row];
            int top = row * RowHeight;
            Text(writer, 0, top + 16, "start", bar.Label);
            Bar(writer, "track", LabelWidth, top + 6, Track, 12);
            Bar(writer, bar.Class, LabelWidth, top + 6, Length(bar.Value, bar.Most, Track), 12);
            Text(writer, Width, top + 16, "end", bar.Text);
        }

        writer.Write("</svg></figure>\n");
    }

    private static void Open(TextWriter writer, int height, string label)
    {
        writer.Write(Invariant(
            $"<svg class=\"chart\" viewBox=\"0 0 {Width} {height}\" width=\"{Width}\" height=\"{height}\" role=\"img\" "));
        writer.Write($"aria-label=\"{HtmlText.Encode(label)}\">");
    }

    private static void Bar(TextWriter writer, string cssClass, int x, int y, int width, int height) => writer.Write(
        Invariant($"<rect class=\"{cssClass}\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"3\"/>"));

    private static void Text(TextWriter writer, int x, int y, string anchor, string text) => writer.Write(Invariant(
        $"<text x=\"{x}\" y=\"{y}\" text-anchor=\"{anchor}\">{HtmlText.Encode(text)}</text>"));

    private static int Length(int value, int most, int whole) =>
        value <= 0 || most <= 0 ? 0 : Math.Max(2, Math.Min(whole, (int)((long)whole * value / most)));

    private static string Number(int value) => Invariant($"{value}");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
