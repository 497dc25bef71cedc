using System;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using SmtpAdmin.Cmdlets.Hosting;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Shows how many domains are done with and how fast, where there is more than one.</summary>
internal sealed class LookupProgress
{
    private const string Activity = "Reading mail records";
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(250);

    private readonly Stopwatch _time = Stopwatch.StartNew();
    private TimeSpan _next = s_interval;
    private bool _isShown;

    /// <summary>Shows the state, unless it was shown a moment ago.</summary>
    /// <param name="cmdlet">The command; this is its pipeline's thread.</param>
    /// <param name="done">How many domains are done with.</param>
    /// <param name="added">How many have come so far.</param>
    /// <param name="isAll">Whether no more will come, so that the rest of the time can be told.</param>
    public void Show(Cmdlet cmdlet, int done, int added, bool isAll)
    {
        if (added > 1 && _time.Elapsed >= _next)
        {
            _isShown = true;
            cmdlet.WriteProgress(Create(done, isAll ? added : null, _time.Elapsed));
            _next = _time.Elapsed + s_interval;
        }
    }

    /// <summary>Takes the display away.</summary>
    public void End(AsyncPipeline pipeline)
    {
        if (_isShown)
        {
            pipeline.WriteProgress(new ProgressRecord(0, Activity, "Done") { RecordType = ProgressRecordType.Completed });
        }
    }

    /// <summary>The record for a state.</summary>
    internal static ProgressRecord Create(int done, int? total, TimeSpan elapsed)
    {
        double rate = done / Math.Max(elapsed.TotalSeconds, 0.001);
        string of = total is { } all ? $" of {all.ToString("N0", CultureInfo.CurrentCulture)}" : string.Empty;
        string count = done.ToString("N0", CultureInfo.CurrentCulture);
        string speed = rate.ToString(rate < 10 ? "0.0" : "N0", CultureInfo.CurrentCulture);
        var record = new ProgressRecord(0, Activity, $"{count}{of} domains done, {speed} a second");
        if (total is > 0 and { } known && done <= known)
        {
            record.PercentComplete = (int)(100L * done / known);
            record.SecondsRemaining = rate > 0 ? (int)Math.Min((known - done) / rate, int.MaxValue) : -1;
        }

        return record;
    }
}
