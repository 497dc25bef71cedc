using System;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Benchmarks.Peers;

namespace SmtpAdmin.Benchmarks.Measurement;

/// <summary>Looks at the memory of a process again and again while it works.</summary>
internal static class MemoryWatch
{
    private const double Megabyte = 1024 * 1024;
    private static readonly TimeSpan s_betweenLooks = TimeSpan.FromMilliseconds(100);

    /// <summary>Has the process work once.</summary>
    /// <returns>How many megabytes its working set had at most, above those at the start.</returns>
    public static async Task<double> GrowthAsync(ShellProcess process, CancellationToken cancellationToken)
    {
        long start = process.Memory;
        long most = start;
        Task work = process.WorkAsync(cancellationToken);
        while (!work.IsCompleted)
        {
            await Task.WhenAny(work, Task.Delay(s_betweenLooks, cancellationToken));
            most = Math.Max(most, process.Memory);
        }

        await work;
        return (most - start) / Megabyte;
    }
}
