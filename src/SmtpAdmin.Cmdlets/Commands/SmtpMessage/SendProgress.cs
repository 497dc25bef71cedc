using System;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>
/// Shows how many messages are done with and how fast, where there is more than one; and the time left once the number
/// of messages is known: said by the user, or when the pipeline has ended. Belongs to the pipeline thread.
/// </summary>
internal sealed class SendProgress
{
    private const string Activity = "Sending messages";
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(250);

    private readonly Stopwatch _time = Stopwatch.StartNew();
    private TimeSpan _next = s_interval;
    private bool _isShown;

    /// <summary>Shows the state, unless it was shown a moment ago.</summary>
    public void Show(PSCmdlet cmdlet, SendOutput output, long? total)
    {
        if (output.Submitted > 1 && _time.Elapsed >= _next)
        {
            _isShown = true;
            cmdlet.WriteProgress(Create(output.Completed, total, _time.Elapsed));

            // From when it is shown: a slow terminal would otherwise be shown every message, and sending wait for it.
            _next = _time.Elapsed + s_interval;
        }
    }

    /// <summary>Takes the display away.</summary>
    public void End(PSCmdlet cmdlet)
    {
        if (_isShown)
        {
            cmdlet.WriteProgress(new ProgressRecord(0, Activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }

    /// <summary>The record for a state.</summary>
    internal static ProgressRecord Create(long completed, long? total, TimeSpan elapsed)
    {
        double rate = completed / Math.Max(elapsed.TotalSeconds, 0.001);
        string done = completed.ToString("N0", CultureInfo.CurrentCulture);
        string of = total is { } all ? $" of {all.ToString("N0", CultureInfo.CurrentCulture)}" : string.Empty;
        string speed = rate.ToString(rate < 10 ? "0.0" : "N0", CultureInfo.CurrentCulture);
        var record = new ProgressRecord(0, Activity, $"{done}{of} done, {speed} a second");
        if (total is { } known && known > 0 && completed <= known)
        {
            record.PercentComplete = (int)(100 * completed / known);
            record.SecondsRemaining = rate > 0 ? (int)Math.Min((known - completed) / rate, int.MaxValue) : -1;
        }

        return record;
    }
}
