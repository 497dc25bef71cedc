using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Sending.Pacing;
using SmtpAdmin.Testing.Time;
using Xunit;

namespace SmtpAdmin.Core.Tests.Sending.Pacing;

public sealed class MessagePacerTests
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    private readonly ManualClock _clock = new();

    // A bucket that starts full and refills with time lets twice the number through in its first minute: this finds it.
    [Theory]
    [InlineData(1, 0)]
    [InlineData(3, 100)]
    [InlineData(30, 1000)]
    [InlineData(30, 4000)]
    [InlineData(60, 20000)]
    public void No_minute_ever_sees_more_starts_than_allowed(int limit, int longestGapInMilliseconds)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            DateTimeOffset[] starts = Run(limit, 5 * limit, () => random.Next(longestGapInMilliseconds + 1), random);

            for (int i = limit; i < starts.Length; i++)
            {
                Assert.True(starts[i] - starts[i - limit] > s_minute, $"Seed {seed}: message {i} is within a minute of {i - limit}.");
            }
        }
    }

    [Fact]
    public void Messages_that_come_slowly_are_not_held_back()
    {
        DateTimeOffset first = _clock.GetUtcNow();

        DateTimeOffset[] starts = Run(30, 100, () => 2100, new Random(1));

        Assert.Equal(Enumerable.Range(1, 100).Select(i => first + TimeSpan.FromMilliseconds(2100 * i)), starts);
    }

    [Fact]
    public async Task Connections_share_the_allowance()
    {
        using var pacer = new MessagePacer(3, _clock);
        int started = 0;
        Task[] senders = [.. Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            await pacer.WaitAsync(CancellationToken.None);
            Interlocked.Increment(ref started);
        }))];

        foreach (int expected in new[] { 3, 6 })
        {
            await Condition.WaitAsync(() => Volatile.Read(ref started) == expected && _clock.HasTimerAt(_clock.GetUtcNow().AddSeconds(61)));
            _clock.Advance(TimeSpan.FromSeconds(61));
        }

        await Task.WhenAll(senders);
        Assert.Equal(8, started);
    }

    [Fact]
    public async Task A_cancelled_wait_ends_at_once_and_counts_as_no_message()
    {
        using var pacer = new MessagePacer(1, _clock);
        using var cancel = new CancellationTokenSource();
        await pacer.WaitAsync(CancellationToken.None);
        Task held = pacer.WaitAsync(cancel.Token);
        Task behind = pacer.WaitAsync(cancel.Token);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => behind);
        _clock.Advance(TimeSpan.FromSeconds(61));
        Assert.True(pacer.WaitAsync(CancellationToken.None).IsCompletedSuccessfully);
    }

    [Fact]
    public void Without_a_limit_nothing_waits_or_is_kept()
    {
        using var pacer = new MessagePacer(null, _clock);

        Assert.All(Enumerable.Range(0, 1000), _ => Assert.Same(Task.CompletedTask, pacer.WaitAsync(CancellationToken.None)));
    }

    [Fact]
    public void A_limit_below_one_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new MessagePacer(0, _clock));

    private DateTimeOffset[] Run(int limit, int messages, Func<int> gap, Random random)
    {
        using var pacer = new MessagePacer(limit, _clock);
        var starts = new List<DateTimeOffset>();
        for (int i = 0; i < messages; i++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(gap()));
            Task started = pacer.WaitAsync(CancellationToken.None).ContinueWith(
                _ => starts.Add(_clock.GetUtcNow()),
                CancellationToken.None,
                TaskContinuationOptions.ExecuteSynchronously,
                TaskScheduler.Default);
            while (!started.IsCompleted)
            {
                _clock.Advance(TimeSpan.FromMilliseconds(random.Next(1, 5000)));
            }
        }

        return [.. starts];
    }
}
