using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Sending.Pacing;
using SmtpAdmin.Testing.Time;
using Xunit;

namespace SmtpAdmin.Core.Tests.Sending.Pacing;

public sealed class RecipientBudgetTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void The_message_that_would_exceed_the_day_is_refused_with_the_time_when_it_fits()
    {
        var budget = new RecipientBudget(100, _clock);
        budget.Take(60);
        _clock.Advance(TimeSpan.FromHours(2));
        budget.Take(38);

        SmtpAdminException refusal = Assert.Throws<SmtpAdminException>(() => budget.Take(3));

        // 03:04:05 is the start; the first minute ends at 03:05:05 and is free a day later.
        Assert.Equal(ErrorKind.SendQuotaReached, refusal.Kind);
        Assert.Equal(
            "98 of 100 recipients in 24 hours are used, and the message has 3. It fits at 2026-01-03 03:06 UTC.", refusal.Message);
        budget.Take(2);
    }

    [Fact]
    public void The_message_fits_at_the_time_that_was_named()
    {
        var budget = new RecipientBudget(10, _clock);
        budget.Take(10);
        Assert.Throws<SmtpAdminException>(() => budget.Take(10));

        _clock.Advance(new DateTimeOffset(2026, 1, 3, 3, 6, 0, TimeSpan.Zero) - _clock.GetUtcNow());

        budget.Take(10);
    }

    [Fact]
    public void A_message_with_more_recipients_than_a_day_has_is_given_no_time()
    {
        SmtpAdminException refusal = Assert.Throws<SmtpAdminException>(() => new RecipientBudget(10, _clock).Take(11));

        Assert.Equal("0 of 10 recipients in 24 hours are used, and the message has 11.", refusal.Message);
    }

    [Fact]
    public void No_day_ever_sees_more_recipients_than_allowed()
    {
        const int Limit = 500;
        var random = new Random(7);
        var budget = new RecipientBudget(Limit, _clock);
        var taken = new List<(DateTimeOffset Time, int Recipients)>();
        for (int i = 0; i < 3000; i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(random.Next(0, 600)));
            int recipients = random.Next(1, 20);
            if (Record.Exception(() => budget.Take(recipients)) is null)
            {
                taken.Add((_clock.GetUtcNow(), recipients));
            }
        }

        Assert.InRange(taken.Count, 100, 2999);
        Assert.All(taken, last => Assert.InRange(
            taken.Where(item => item.Time <= last.Time && item.Time > last.Time.AddDays(-1)).Sum(item => item.Recipients), 1, Limit));
    }

    [Fact]
    public async Task Many_threads_take_no_more_than_there_is()
    {
        var budget = new RecipientBudget(1000, _clock);
        int taken = 0;

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() =>
        {
            for (int i = 0; i < 200; i++)
            {
                if (Record.Exception(() => budget.Take(1)) is null)
                {
                    Interlocked.Increment(ref taken);
                }
            }
        })));

        Assert.Equal(1000, taken);
    }

    [Fact]
    public void Without_a_limit_everything_fits() => new RecipientBudget(null, _clock).Take(int.MaxValue);
}
