using System;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Benchmarks.Peers;

namespace SmtpAdmin.Benchmarks.Measurement;

/// <summary>Times messages from the start of sending to the moment when the sink has the last of them.</summary>
internal static class Arrival
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(2);

    /// <exception cref="BenchmarkException">Fewer or more messages arrived than were sent.</exception>
    public static async Task<TimeSpan> TimeAsync(
        CountingSink sink, int messages, Func<CancellationToken, Task> sendAsync, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_limit);
        long started = Stopwatch.GetTimestamp();
        Task<TimeSpan> arrival = TimeArrivalAsync(sink, messages, started, limit.Token);
        try
        {
            await sendAsync(limit.Token);
            return await arrival;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new BenchmarkException($"Not all of {messages} messages arrived; the sink has had {sink.Received}.");
        }
        finally
        {
            await limit.CancelAsync();
            await arrival.ContinueWith(static _ => { }, TaskScheduler.Default);
        }
    }

    private static async Task<TimeSpan> TimeArrivalAsync(
        CountingSink sink, int messages, long started, CancellationToken cancellationToken)
    {
        await sink.ExpectAsync(messages, cancellationToken);
        return Stopwatch.GetElapsedTime(started);
    }
}
