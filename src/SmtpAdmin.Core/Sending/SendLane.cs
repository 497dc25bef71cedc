using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Channels;
using System.Threading.Tasks;
using SmtpAdmin.Core.Composing;
using SmtpAdmin.Core.Sending.Pacing;

namespace SmtpAdmin.Core.Sending;

/// <summary>
/// One way for messages, with its workers. A worker is started when a message waits and none is free, up to the number
/// allowed, so that a single message opens a single connection.
/// </summary>
internal sealed class SendLane : IAsyncDisposable
{
    // A user who pressed Ctrl+C waits for a second at most; a server that does not answer QUIT is left.
    private static readonly TimeSpan s_farewellWhenStopped = TimeSpan.FromMilliseconds(300);

    private readonly SendLaneOptions _options;
    private readonly Action<SendCompletion> _completed;
    private readonly TimeProvider _clock;
    private readonly CancellationToken _stop;
    private readonly Channel<SendJob> _jobs = Channel.CreateUnbounded<SendJob>();
    private readonly AttemptReview _review;
    private readonly MessagePacer _pacer;
    private readonly RecipientBudget _budget;
    private readonly List<Task> _workers = [];
    private int _idleWorkers;

    public SendLane(
        SendLaneOptions options, Action<SendCompletion> completed, TimeProvider clock, CancellationToken stop)
    {
        _options = options;
        _completed = completed;
        _clock = clock;
        _stop = stop;
        _review = new AttemptReview(options.Retry);
        _pacer = new MessagePacer(options.MaxMessagesPerMinute, clock);
        _budget = new RecipientBudget(options.MaxRecipientsPerDay, clock);
    }

    /// <summary>Takes a message. Called by one thread at a time.</summary>
    public void Add(SendJob job)
    {
        job.StartedAt = _clock.GetUtcNow();
        job.StartedTimestamp = _clock.GetTimestamp();
        _jobs.Writer.TryWrite(job);
        if (Volatile.Read(ref _idleWorkers) == 0 && _workers.Count < _options.MaxConnections)
        {
            _workers.Add(Task.Run(RunWorkerAsync, CancellationToken.None));
        }
    }

    /// <summary>Lets the workers end, once every message is done with, and waits for their goodbyes.</summary>
    public async ValueTask DisposeAsync()
    {
        _jobs.Writer.TryComplete();
        await Task.WhenAll(_workers).ConfigureAwait(false);
        _pacer.Dispose();
    }

    private async Task RunWorkerAsync()
    {
        IMessageCarrier carrier = _options.CreateCarrier();
        while (await WaitAsync().ConfigureAwait(false))
        {
            while (!_stop.IsCancellationRequested && _jobs.Reader.TryRead(out SendJob? job))
            {
                await SendAsync(job, carrier).ConfigureAwait(false);
            }
        }

        await CloseAsync(carrier).ConfigureAwait(false);
    }

    private async Task CloseAsync(IMessageCarrier carrier)
    {
        using var limit = new CancellationTokenSource();
        using (_stop.Register(static state => ((CancellationTokenSource)state!).CancelAfter(s_farewellWhenStopped), limit))
        {
            await carrier.CloseAsync(limit.Token).ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> WaitAsync()
    {
        Interlocked.Increment(ref _idleWorkers);
        try
        {
            return await _jobs.Reader.WaitToReadAsync(_stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        finally
        {
            Interlocked.Decrement(ref _idleWorkers);
        }
    }

    private async Task SendAsync(SendJob job, IMessageCarrier carrier)
    {
        try
        {
            TimeSpan? wait;
            do
            {
                await AttemptAsync(job, carrier).ConfigureAwait(false);
                wait = _review.Next(job);
            }
            while (wait == TimeSpan.Zero);

            if (wait is { } delay)
            {
                _ = AddLaterAsync(job, delay);
            }
            else
            {
                Complete(job);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            Interrupt(job);
        }
        catch (Exception exception)
        {
            Complete(job, new SendCompletion(job.Index, job.Target, Result: null, Known(exception)));
        }
    }

    private async Task AttemptAsync(SendJob job, IMessageCarrier carrier)
    {
        carrier.Prepare(_stop);
        OutgoingMessage message = job.Message;
        await _pacer.WaitAsync(_stop).ConfigureAwait(false);
        long started = _clock.GetTimestamp();
        CarrierReport report = Refusal(job) ?? await carrier
            .SendAsync(message, job.PendingRecipients, _stop).ConfigureAwait(false);
        job.Add(report, _clock.GetElapsedTime(started));
    }

    // The budget is asked once for a message: what is offered again was counted already.
    private CarrierReport? Refusal(SendJob job)
    {
        try
        {
            if (job.Attempts == 0)
            {
                _budget.Take(job.Message.Recipients.Count);
            }

            return null;
        }
        catch (SmtpAdminException failure)
        {
            return RecipientRows.NotOffered(job.Message.Recipients, failure);
        }
    }

    // Between two attempts a message holds no worker: a greylisted one does not keep the others waiting.
    private async Task AddLaterAsync(SendJob job, TimeSpan delay)
    {
        try
        {
            await ClockDelay.WaitAsync(_clock, delay, _stop).ConfigureAwait(false);
            _jobs.Writer.TryWrite(job);
        }
        catch (OperationCanceledException)
        {
            Interrupt(job);
        }
    }

    // What an attempt has brought is known, and stays known when the next one is broken off.
    private void Interrupt(SendJob job)
    {
        if (job.LastReport is not null)
        {
            Complete(job);
        }
        else
        {
            job.Dispose();
        }
    }

    private void Complete(SendJob job) =>
        Complete(job, SendReport.Create(job, _clock.GetElapsedTime(job.StartedTimestamp)));

    private void Complete(SendJob job, SendCompletion completion)
    {
        job.Dispose();
        _completed(completion);
    }

    private static SmtpAdminException Known(Exception exception) => exception as SmtpAdminException
        ?? new SmtpAdminException(ErrorKind.Unexpected, $"Sending failed: {exception.GetType().Name}.", innerException: exception);
}
