namespace SmtpAdmin.Core.Reporting;

/// <summary>The page's style: light or dark as the reader has it, and black on white on paper.</summary>
internal static class ReportStyle
{
    public const string Text =
        """
        :root {
          color-scheme: light dark;
          --back: #f6f7f9; --card: #ffffff; --text: #1c2127; --soft: #5d6875; --line: #dde2e8; --track: #e8ecf0;
          --pass: #1a7f4b; --warn: #b06a00; --fail: #c3302b; --unknown: #66717e;
          --pass-back: #e2f4ea; --warn-back: #fdf0d9; --fail-back: #fbe4e2; --unknown-back: #e9edf1;
        }
        @media (prefers-color-scheme: dark) {
          :root {
            --back: #14181d; --card: #1c2229; --text: #e4e8ec; --soft: #9aa6b3; --line: #323b45; --track: #2c343d;
            --pass: #4cc38a; --warn: #e5a43b; --fail: #f2776f; --unknown: #98a4b1;
            --pass-back: #17382a; --warn-back: #3d2f14; --fail-back: #432321; --unknown-back: #2b333c;
          }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--back); color: var(--text); font: 15px/1.5 system-ui, "Segoe UI", sans-serif; }
        header.page, main { max-width: 1180px; margin: 0 auto; padding: 0 20px; }
        header.page { padding-top: 28px; }
        h1 { font-size: 26px; line-height: 1.2; margin: 0; overflow-wrap: anywhere; }
        h3 { font-size: 14px; margin: 20px 0 6px; }
        p { margin: 4px 0; }
        .note { color: var(--soft); font-size: 13px; }
        .charts { display: flex; flex-wrap: wrap; gap: 16px; margin: 20px 0; align-items: stretch; }
        figure { flex: 1 1 360px; margin: 0; padding: 14px 18px; background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
        figcaption { font-weight: 600; font-size: 13px; margin-bottom: 8px; }
        figure.mean { display: flex; flex-direction: column; flex: 0 0 130px; }
        figure.mean b { font-size: 52px; line-height: 1.1; font-weight: 700; }
        .mean.pass b { color: var(--pass); } .mean.warn b { color: var(--warn); }
        .mean.fail b { color: var(--fail); } .mean.unknown b { color: var(--unknown); }
        svg.chart { display: block; width: 100%; max-width: 380px; height: auto; }
        svg text { fill: var(--text); font-size: 12px; }
        rect.track { fill: var(--track); } rect.pass { fill: var(--pass); } rect.warn { fill: var(--warn); }
        rect.fail { fill: var(--fail); } rect.unknown { fill: var(--unknown); }
        svg.meter { vertical-align: middle; margin-left: 8px; }
        table { border-collapse: collapse; }
        table.top td { padding: 2px 8px 2px 0; font-size: 13px; }
        .tools { display: flex; flex-wrap: wrap; gap: 14px; align-items: center; margin: 8px 0; }
        .tools[hidden] { display: none; }
        .tools output { color: var(--soft); margin-left: auto; }
        input, select, button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line);
          border-radius: 6px; padding: 4px 10px; }
        button { cursor: pointer; }
        #domains { width: 100%; background: var(--card); border: 1px solid var(--line); border-radius: 10px;
          border-spacing: 0; border-collapse: separate; margin-bottom: 40px; table-layout: fixed; }
        #domains > thead th { text-align: left; font-size: 13px; color: var(--soft); padding: 8px 12px;
          position: sticky; top: 0; background: var(--card); border-radius: 10px 10px 0 0;
          border-bottom: 1px solid var(--line); z-index: 1; }
        #domains > thead th:nth-child(2) { width: 110px; } #domains > thead th:nth-child(3) { width: 150px; }
        #domains > thead th:nth-child(n+4) { width: 92px; }
        #domains > thead button { border: 0; padding: 0; background: none; font-weight: 600; }
        #domains > thead th[aria-sort=ascending] button::after { content: " \2191"; }
        #domains > thead th[aria-sort=descending] button::after { content: " \2193"; }
        #domains > tbody > tr:first-child > * { padding: 10px 12px 0; }
        #domains > tbody > tr > th { text-align: left; font-weight: 600; overflow-wrap: anywhere; }
        #domains > tbody > tr.more > td { padding: 0 12px 8px; border-bottom: 1px solid var(--line); }
        #domains > tbody:last-child > tr.more > td { border-bottom: 0; }
        #domains .number, .top .number { text-align: right; font-variant-numeric: tabular-nums; }
        .score b { display: inline-block; min-width: 26px; text-align: right; font-variant-numeric: tabular-nums; }
        .zero { color: var(--soft); }
        .text-pass { color: var(--pass); } .text-warn { color: var(--warn); font-weight: 600; }
        .text-fail { color: var(--fail); font-weight: 600; } .text-unknown { color: var(--unknown); }
        .text-none { color: var(--soft); }
        .badge { display: inline-block; border-radius: 20px; padding: 0 10px; font-size: 13px; font-weight: 600; }
        .badge.pass { color: var(--pass); background: var(--pass-back); }
        .badge.warn { color: var(--warn); background: var(--warn-back); }
        .badge.fail { color: var(--fail); background: var(--fail-back); }
        .badge.unknown { color: var(--unknown); background: var(--unknown-back); }
        summary { color: var(--soft); font-size: 13px; cursor: pointer; overflow-wrap: anywhere; }
        .details { padding: 6px 0 14px; }
        .areas { list-style: none; display: flex; flex-wrap: wrap; gap: 8px; margin: 8px 0 14px; padding: 0; }
        .area { border-radius: 6px; padding: 2px 10px; font-size: 13px; display: flex; gap: 8px; }
        .area.pass { background: var(--pass-back); } .area.warn { background: var(--warn-back); }
        .area.fail { background: var(--fail-back); } .area.unknown { background: var(--unknown-back); }
        .finding { border-left: 3px solid var(--line); padding: 4px 0 6px 14px; margin: 8px 0; }
        .finding.fail { border-color: var(--fail); } .finding.warn { border-color: var(--warn); }
        .finding.unknown { border-color: var(--unknown); } .finding.pass { border-color: var(--pass); }
        .finding header { display: flex; flex-wrap: wrap; gap: 10px; align-items: center; }
        code, pre, .raw, .name, .code, .evidence { font-family: ui-monospace, "Cascadia Mono", Consolas, monospace; font-size: 13px; }
        code { font-weight: 600; }
        .evidence, .raw, .name { overflow-wrap: anywhere; }
        pre { background: var(--track); border-radius: 6px; padding: 8px 12px; margin: 8px 0; white-space: pre-wrap;
          overflow-wrap: anywhere; user-select: all; }
        table.inner { width: 100%; font-size: 13px; }
        table.inner th { text-align: left; color: var(--soft); font-weight: 600; }
        table.inner th, table.inner td { padding: 4px 14px 4px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
        @media (max-width: 700px) {
          #domains > thead th:nth-child(n+4), #domains > tbody > tr:first-child > td:nth-child(n+4) { display: none; }
        }
        @media print {
          :root { color-scheme: light; --back: #fff; --card: #fff; --text: #000; --soft: #444; --line: #bbb; --track: #eee;
            --pass: #126338; --warn: #8a5200; --fail: #a3211d; --unknown: #4c5661;
            --pass-back: #e2f4ea; --warn-back: #fdf0d9; --fail-back: #fbe4e2; --unknown-back: #e9edf1; }
          body { font-size: 11px; }
          code, pre, .raw, .name, .code, .evidence, .badge, .area, .note, summary, table.inner { font-size: 10px; }
          h3 { font-size: 12px; break-after: avoid; }
          rect, .badge, .area, pre { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
          .tools { display: none; }
          header.page, main { max-width: none; padding: 0; }
          figure, .finding, #domains > tbody > tr:first-child { break-inside: avoid; }
          #domains { border: 0; } #domains > thead th { position: static; }
          details::details-content { content-visibility: visible; display: block; block-size: auto; }
        }
        """;
}
