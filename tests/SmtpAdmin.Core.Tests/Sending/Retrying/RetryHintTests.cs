using System;
using System.Diagnostics;
using SmtpAdmin.Core.Sending.Retrying;
using Xunit;

namespace SmtpAdmin.Core.Tests.Sending.Retrying;

public sealed class RetryHintTests
{
    [Theory]
    [InlineData("451 4.7.1 Greylisted, please try again in 300 seconds", 300)]
    [InlineData("450 4.2.0 <b@example.com>: Recipient address rejected: Greylisted, see http://postgrey.example/ or wait 300 seconds", 300)]
    [InlineData("450 4.2.0 Sender address rejected: Greylisted for 60 sec.", 60)]
    [InlineData("451 4.7.1 Greylisting in action, please come back in 00:04:59", 299)]
    [InlineData("422 try again in 15 seconds.", 15)]
    [InlineData("421 4.7.0 Try again later, retry after 5 minutes", 300)]
    [InlineData("451 4.3.2 Please retry in 60s", 60)]
    [InlineData("450 Retry-After: 120 seconds", 120)]
    [InlineData("451 Deferred, wait at least 2 mins before you retry", 120)]
    [InlineData("451 come back after 1 hour", 3600)]
    [InlineData("451 TRY AGAIN IN 1 MINUTE", 60)]
    [InlineData("451 try again in 0 seconds", 0)]
    [InlineData("451 try again in 999999 hours", 3599996400)]
    public void The_wait_that_the_server_names_is_found(string reply, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryHint.Find(Replies.Parse(reply)));

    [Theory]
    [InlineData("451 4.7.1 Please try again later")]
    [InlineData("451 4.7.1 try again in 300")]
    [InlineData("451 4.7.1 try again in 9999999 seconds")]
    [InlineData("451 4.7.1 try again in -5 seconds")]
    [InlineData("451 4.7.1 try again in 99:99:99")]
    [InlineData("451 too many messages, 30 per 60 minutes, try again later")]
    [InlineData("451 timed out after 300 seconds")]
    [InlineData("450 4.2.0 queue id 300s, try again later")]
    [InlineData("550 5.7.1 try again in 300 seconds")]
    [InlineData("250 2.0.0 try again in 300 seconds")]
    public void Other_numbers_are_no_wait(string reply) => Assert.Null(RetryHint.Find(Replies.Parse(reply)));

    [Fact]
    public void A_hostile_text_takes_no_time_and_is_read_to_a_bound()
    {
        var watch = Stopwatch.StartNew();
        string[] texts =
        [
            "451 again " + new string(' ', 100_000) + "in 5 seconds",
            "451 again " + string.Concat(System.Linq.Enumerable.Repeat("in in :=", 50_000)),
            "451 again in " + new string('9', 100_000) + " seconds",
        ];

        Assert.All(texts, text => Assert.Null(RetryHint.Find(Replies.Parse(text))));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"{watch.Elapsed}");
    }
}
