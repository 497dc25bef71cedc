using System;
using System.Diagnostics;
using System.Globalization;
using System.Threading.Tasks;

namespace SmtpAdmin.Relay.Tests.Fuzzing;

/// <summary>
/// How long to try and from which seed: a moment from a fixed one, or what SMTPADMIN_FUZZ_SECONDS and
/// SMTPADMIN_FUZZ_SEED say. A failure names the seed of its one round, by which it comes again at once.
/// </summary>
internal static class FuzzRun
{
    private const string SecondsVariable = "SMTPADMIN_FUZZ_SECONDS";
    private const string SeedVariable = "SMTPADMIN_FUZZ_SEED";
    private const int MinimumRounds = 50;
    private static readonly TimeSpan s_time = TimeSpan.FromMilliseconds(250);

    public static void Repeat(Action<HostileText> round)
    {
        ValueTask Once(HostileText text)
        {
            round(text);
            return default;
        }

        // Nothing in it waits.
        RepeatAsync(Once).GetAwaiter().GetResult();
    }

    public static async Task RepeatAsync(Func<HostileText, ValueTask> round)
    {
        TimeSpan time = Read(SecondsVariable, 0) is > 0 and int seconds ? TimeSpan.FromSeconds(seconds) : s_time;
        int seed = Read(SeedVariable, 1);
        var watch = Stopwatch.StartNew();
        for (int count = 0; count < MinimumRounds || watch.Elapsed < time; count++, seed++)
        {
            try
            {
                await round(new HostileText(seed));
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"Failed with {SeedVariable}={seed}.", failure);
            }
        }
    }

    private static int Read(string variable, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out int value)
            ? value
            : otherwise;
}
