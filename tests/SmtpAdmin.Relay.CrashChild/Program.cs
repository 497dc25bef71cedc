using System;
using System.Globalization;
using System.Threading.Tasks;

namespace SmtpAdmin.Relay.CrashChild;

/// <summary>
/// What the crash tests kill: <c>fill FOLDER PREFIX</c> fills a queue, and <c>relay FOLDER SMARTHOST HOURS</c> runs a
/// relay whose clock is hours ahead.
/// </summary>
internal static class Program
{
    private static Task Main(string[] arguments) => arguments switch
    {
        ["fill", var folder, var prefix] => new QueueFiller(folder, prefix).RunAsync(),
        ["relay", var folder, var smartHost, var hours] => RelayRun.RunAsync(
            folder, smartHost, new ShiftedClock(TimeSpan.FromHours(int.Parse(hours, CultureInfo.InvariantCulture)))),
        _ => throw new ArgumentException("fill FOLDER PREFIX, or relay FOLDER SMARTHOST HOURS."),
    };
}
