using System;
using System.Collections.Generic;
using System.Net.Sockets;
using SmtpAdmin.Core.Sending.Retrying;
using Xunit;

namespace SmtpAdmin.Core.Tests.Sending.Retrying;

public sealed class RetryPolicyTests
{
    private static readonly RetryPolicy s_longest = new() { RetryCount = 100, NextRandom = () => 1 };

    [Theory]
    [InlineData(ErrorKind.ConnectionLost)]
    [InlineData(ErrorKind.ConnectionRefused)]
    [InlineData(ErrorKind.ConnectionTimeout)]
    [InlineData(ErrorKind.HostUnreachable)]
    [InlineData(ErrorKind.ServerUnavailable)]
    public void A_failure_of_the_way_to_the_server_is_retried(ErrorKind kind) =>
        Assert.NotNull(Decide(new SmtpAdminException(kind, "It failed.")));

    [Fact]
    public void Only_failures_of_these_kinds_are_ever_retried()
    {
        ErrorKind[] retried =
        [
            ErrorKind.ConnectionLost, ErrorKind.ConnectionRefused, ErrorKind.ConnectionTimeout, ErrorKind.HostUnreachable,
            ErrorKind.ServerUnavailable, ErrorKind.SenderRefused, ErrorKind.RecipientRefused, ErrorKind.MessageRefused,
            ErrorKind.MessageTooLarge, ErrorKind.DnsUnavailable,
        ];
        SmtpReply transient = Replies.Parse("451 4.3.0 Try again later");
        var found = new List<ErrorKind>();
        foreach (ErrorKind kind in Enum.GetValues<ErrorKind>())
        {
            if (Decide(new SmtpAdminException(kind, "It failed.", transient)) is not null)
            {
                found.Add(kind);
            }
        }

        Array.Sort(retried);
        Assert.Equal(retried, found);
    }

    [Theory]
    [InlineData(ErrorKind.MessageRefused, "554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException")]
    [InlineData(ErrorKind.MessageRefused, "550 5.4.5 Daily user sending quota exceeded.")]
    [InlineData(ErrorKind.RecipientRefused, "550 5.1.1 No such user")]
    [InlineData(ErrorKind.ConnectionRefused, "554 5.7.1 Your access is denied")]
    [InlineData(ErrorKind.AuthenticationFailed, "535 5.7.139 Authentication unsuccessful")]
    [InlineData(ErrorKind.AuthenticationFailed, "454 4.7.0 Temporary authentication failure")]
    [InlineData(ErrorKind.AuthenticationRequired, "530 5.7.57 Client not authenticated to send mail")]
    [InlineData(ErrorKind.CertificateInvalid, null)]
    [InlineData(ErrorKind.TlsHandshakeFailed, null)]
    [InlineData(ErrorKind.TlsNotOffered, null)]
    [InlineData(ErrorKind.SendQuotaReached, null)]
    public void What_the_next_attempt_would_meet_again_is_given_up(ErrorKind kind, string? reply)
    {
        var failure = new SmtpAdminException(kind, "It failed.", reply is null ? null : Replies.Parse(reply));

        Assert.Null(Decide(failure));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("421 4.4.2 Connection dropped")]
    public void A_message_that_may_have_arrived_is_not_sent_again_unless_asked(string? reply)
    {
        var unknown = new SmtpAdminException(ErrorKind.OutcomeUnknown, "No reply.", reply is null ? null : Replies.Parse(reply));

        Assert.Null(Decide(unknown));
        RetryPolicy careless = s_longest with { ResendUnknown = true };
        Assert.NotNull(careless.Decide(unknown, 0));
    }

    [Theory]
    [InlineData(SocketError.TryAgain, true)]
    [InlineData(SocketError.HostNotFound, false)]
    [InlineData(SocketError.NoData, false)]
    public void A_name_that_does_not_exist_is_not_asked_for_again(SocketError error, bool isAsked)
    {
        var failure = new SmtpAdminException(
            ErrorKind.HostNotFound, "It has no address.", innerException: new SocketException((int)error));

        Assert.Equal(isAsked, Decide(failure) is not null);
    }

    [Fact]
    public void A_resolver_that_does_not_answer_in_time_is_asked_again() => Assert.NotNull(
        Decide(new SmtpAdminException(ErrorKind.HostNotFound, "Too late.", innerException: new OperationCanceledException())));

    [Fact]
    public void Waits_double_up_to_the_longest_and_end_with_the_retries()
    {
        var policy = new RetryPolicy { RetryCount = 8, NextRandom = () => 1 };
        var lost = new SmtpAdminException(ErrorKind.ConnectionLost, "It broke off.");

        Assert.Equal([5, 10, 20, 40, 80, 160, 300, 300], Waits(policy, lost));
    }

    [Fact]
    public void Waits_start_longer_where_the_server_is_asked_too_much()
    {
        var policy = new RetryPolicy { RetryCount = 3, NextRandom = () => 1 };
        SmtpReply reply = Replies.Parse("432 4.3.2 Concurrent connections limit exceeded.");

        Assert.Equal([20, 40, 80], Waits(policy, new SmtpAdminException(ErrorKind.ServerUnavailable, "Busy.", reply)));
    }

    [Fact]
    public void Half_of_a_wait_is_random()
    {
        var lost = new SmtpAdminException(ErrorKind.ConnectionLost, "It broke off.");
        var random = new Random(3);
        var policy = new RetryPolicy { RetryCount = 1, NextRandom = random.NextDouble };

        for (int i = 0; i < 1000; i++)
        {
            Assert.InRange(policy.Decide(lost, 0)!.Value, TimeSpan.FromSeconds(2.5), TimeSpan.FromSeconds(5));
        }

        Assert.Equal(TimeSpan.FromSeconds(2.5), (policy with { NextRandom = () => 0 }).Decide(lost, 0));
    }

    [Theory]
    [InlineData("451 4.7.1 Greylisted, please try again in 60 seconds", 66)]
    [InlineData("451 4.7.1 Greylisted, please try again in 300 seconds", 300)]
    [InlineData("450 4.7.1 try again in 1 second", 1.1)]
    public void The_wait_that_the_server_names_is_kept_to(string reply, double seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), s_longest.DecideOnRecipient(Replies.Parse(reply), 0));
    }

    [Fact]
    public void A_server_that_asks_for_longer_than_the_user_allows_is_not_asked_again() =>
        Assert.Null(s_longest.DecideOnRecipient(Replies.Parse("451 4.7.1 try again in 2 hours"), 0));

    [Fact]
    public void No_wait_is_ever_negative_or_over_the_bound()
    {
        var policy = new RetryPolicy { RetryCount = int.MaxValue, Delay = TimeSpan.FromDays(10), MaximumDelay = TimeSpan.FromDays(20) };
        var lost = new SmtpAdminException(ErrorKind.ConnectionLost, "It broke off.");

        Assert.All([0, 1, 10, 100, 2000, int.MaxValue - 1], retries => Assert.InRange(
            policy.Decide(lost, retries)!.Value, TimeSpan.Zero, TimeSpan.FromDays(20)));
    }

    private static TimeSpan? Decide(SmtpAdminException failure) => s_longest.Decide(failure, 0);

    private static List<double> Waits(RetryPolicy policy, SmtpAdminException failure)
    {
        var waits = new List<double>();
        while (policy.Decide(failure, waits.Count) is { } delay)
        {
            waits.Add(delay.TotalSeconds);
        }

        return waits;
    }
}
