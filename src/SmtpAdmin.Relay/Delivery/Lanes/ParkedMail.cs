using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;

namespace SmtpAdmin.Relay.Delivery.Lanes;

/// <summary>
/// Mail that its destination has no room for now. It goes back to the queue for a while, so that a slow destination
/// takes none of the room of others; what comes together goes back together.
/// </summary>
internal sealed class ParkedMail(OutcomeRecorder recorder) : IDisposable
{
    private const int AtOnce = 256;

    private readonly Channel<(DeliveryJob Job, DateTimeOffset Return)> _jobs =
        Channel.CreateUnbounded<(DeliveryJob Job, DateTimeOffset Return)>();
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    public void Start() => _running = Task.Run(RunAsync);

    /// <summary>Takes a job whose message is to come back at that time.</summary>
    public void Add(DeliveryJob job, DateTimeOffset returnTime) => _jobs.Writer.TryWrite((job, returnTime));

    /// <summary>Gives back what is left and ends.</summary>
    public async Task StopAsync()
    {
        _jobs.Writer.TryComplete();
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stopping.Dispose();

    private async Task RunAsync()
    {
        var jobs = new List<(DeliveryJob Job, DateTimeOffset Return)>();
        while (await _jobs.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            while (jobs.Count < AtOnce && _jobs.Reader.TryRead(out (DeliveryJob Job, DateTimeOffset Return) job))
            {
                jobs.Add(job);
            }

            await recorder.ReleaseAsync(jobs, _stopping.Token).ConfigureAwait(false);
            jobs.Clear();
        }
    }
}
