using System;
using System.IO;
using System.Management.Automation;

namespace SmtpAdmin.Host.Terminal;

/// <summary>
/// Progress as one line, drawn over itself. Carriage return and blanks are all it needs of a terminal.
/// </summary>
internal sealed class ProgressLine(TextWriter writer)
{
    private int _drawn;

    public void Draw(ProgressRecord record, int width)
    {
        if (record.RecordType == ProgressRecordType.Completed)
        {
            Clear();
            return;
        }

        string line = Format(record, width);
        writer.Write('\r' + line.PadRight(_drawn));
        _drawn = line.Length;
    }

    public void Clear()
    {
        if (_drawn > 0)
        {
            writer.Write('\r' + new string(' ', _drawn) + '\r');
            _drawn = 0;
        }
    }

    /// <summary>The record in less than the terminal's width: a full line would wrap and could not be drawn over.</summary>
    internal static string Format(ProgressRecord record, int width)
    {
        string line = record.Activity;
        if (record.PercentComplete >= 0)
        {
            line += $" {record.PercentComplete}%";
        }

        if (!string.IsNullOrWhiteSpace(record.StatusDescription))
        {
            line += $": {record.StatusDescription}";
        }

        if (record.SecondsRemaining >= 0)
        {
            line += $" ({TimeSpan.FromSeconds(record.SecondsRemaining):c} left)";
        }

        line = SafeText.OneLine(line);
        return line.Length < width ? line : line[..Math.Max(0, width - 1)];
    }
}
