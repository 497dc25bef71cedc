using System;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Benchmarks.Measurement;

/// <summary>Looks at the memory of a process again and again while it works.</summary>
internal static class MemoryWatch
{
    private const double Megabyte = 1024 * 1024;
    private static readonly TimeSpan s_betweenLooks = TimeSpan.FromMilliseconds(100);

    /// <summary>Watches the memory while work goes on.</summary>
    /// <param name="memory">How many bytes the process's working set has now.</param>
    /// <param name="workAsync">Starts the work.</param>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <returns>How many megabytes the working set had at most, above those at the start.</returns>
    public static async Task<double> GrowthAsync(
        Func<long> memory, Func<CancellationToken, Task> workAsync, CancellationToken cancellationToken)
    {
        long start = memory();
        long most = start;
        Task work = workAsync(cancellationToken);
        while (!work.IsCompleted)
        {
            await Task.WhenAny(work, Task.Delay(s_betweenLooks, cancellationToken));
            most = Math.Max(most, memory());
        }

        await work;
        return (most - start) / Megabyte;
    }
}
