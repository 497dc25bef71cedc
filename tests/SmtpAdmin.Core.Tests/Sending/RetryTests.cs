using System;
using System.Linq;
using System.Threading.Tasks;
using SmtpAdmin.Core.Composing;
using SmtpAdmin.Core.Sending;
using SmtpAdmin.Core.Sending.Retrying;
using Xunit;

namespace SmtpAdmin.Core.Tests.Sending;

public sealed class RetryTests : MessageSenderFixture
{
    private static readonly SendLaneOptions s_patient = new()
    {
        CreateCarrier = () => throw new InvalidOperationException("The sender makes its own."),
        Retry = new RetryPolicy { RetryCount = 2, Delay = TimeSpan.FromMilliseconds(20) },
    };

    [Fact]
    public async Task Only_the_deferred_recipients_are_offered_again()
    {
        Greet();
        TakeEnvelope("bert@example.net");
        Server.Expect("RCPT TO:<later@example.net>").Reply("450 4.7.1 Greylisted")
            .Expect("RCPT TO:<gone@example.net>").Reply("550 5.1.1 No such user");
        TakeContent();
        TakeEnvelope("later@example.net");
        TakeContent();

        SendOutcome outcome = await SendPatientlyAsync(
            Draft with { To = ["bert@example.net", "later@example.net", "gone@example.net"] });

        Assert.Equal(SendStatus.PartiallySent, outcome.Result.Status);
        Assert.Equal(
            [RecipientStatus.Accepted, RecipientStatus.Accepted, RecipientStatus.Rejected],
            outcome.Result.Recipients.Select(row => row.Status));
        Assert.Equal(2, outcome.Result.Attempts);
    }

    [Fact]
    public async Task A_retry_carries_the_same_message()
    {
        Greet();
        Server.Expect("MAIL FROM:*").Reply("250 OK").Expect("RCPT TO:*").Reply("250 OK")
            .Expect("DATA").Reply("354 Go").ExpectContent().Reply("451 4.3.0 Try later")
            .Expect("RSET").Reply("250 OK");
        TakeMessage();

        SendOutcome outcome = await SendPatientlyAsync(Draft);

        Assert.Equal(SendStatus.Sent, outcome.Result.Status);
        Assert.Equal(Server.Contents[0], Server.Contents[1]);
    }

    [Fact]
    public async Task The_retries_end_and_the_last_reply_is_reported()
    {
        Greet();
        Server.Expect("MAIL FROM:*").Reply("451 4.3.0 First");
        for (int i = 0; i < 2; i++)
        {
            Server.Expect("RSET").Reply("250 OK").Expect("MAIL FROM:*").Reply($"451 4.3.0 Retry {i}");
        }

        SendOutcome outcome = await SendPatientlyAsync(Draft);

        Assert.Equal(SendStatus.Failed, outcome.Result.Status);
        Assert.Equal("451 4.3.0 Retry 1", outcome.Result.Reply?.ToString());
        Assert.Equal(3, outcome.Result.Attempts);
    }

    [Fact]
    public async Task Recipients_beyond_what_a_server_takes_at_once_go_in_the_next_transaction_without_a_retry()
    {
        Greet();
        TakeEnvelope("r0@example.net", "r1@example.net");
        Server.Expect("RCPT TO:<r2@example.net>").Reply("452 4.5.3 Too many recipients")
            .Expect("RCPT TO:<r3@example.net>").Reply("452 4.5.3 Too many recipients");
        TakeContent();
        TakeEnvelope("r2@example.net", "r3@example.net");
        TakeContent();
        await using var sender = new MessageSender(Options);

        MessageDraft draft = Draft with { To = [.. Enumerable.Range(0, 4).Select(number => $"r{number}@example.net")] };
        SendOutcome outcome = await sender.SendAsync(draft, TestContext.Current.CancellationToken);

        Assert.Equal(SendStatus.Sent, outcome.Result.Status);
        Assert.Equal(2, outcome.Result.Attempts);
    }

    [Theory]
    [InlineData(false, SendStatus.Unknown)]
    [InlineData(true, SendStatus.Sent)]
    public async Task An_unknown_outcome_is_sent_again_only_where_the_user_asks_for_it(bool resend, SendStatus status)
    {
        Greet();
        TakeEnvelope("bert@example.net").Expect("DATA").Reply("354 Go").ExpectContent().Drop();
        if (resend)
        {
            Server.NextConnection();
            Greet();
            TakeMessage();
        }

        await using var sender = new MessageSender(
            Options, s_patient with { Retry = s_patient.Retry with { ResendUnknown = resend } });
        SendOutcome outcome = await sender.SendAsync(Draft, TestContext.Current.CancellationToken);

        Assert.Equal(status, outcome.Result.Status);
        Assert.Equal(resend ? 2 : 1, Server.Contents.Count);
    }

    [Fact]
    public async Task A_refused_credential_is_not_tried_again_for_the_next_message()
    {
        Greet("AUTH PLAIN").Expect("AUTH PLAIN *").Reply("535 5.7.8 Bad credential");
        await using var sender = new MessageSender(Options with
        {
            Credential = new System.Net.NetworkCredential("anna", "wrong"),
            AllowPlaintextCredential = true,
        });

        SendOutcome first = await sender.SendAsync(Draft, TestContext.Current.CancellationToken);
        SendOutcome second = await sender.SendAsync(Draft, TestContext.Current.CancellationToken);

        Assert.Equal(ErrorKind.AuthenticationFailed, first.Failure?.Kind);
        Assert.Equal(ErrorKind.AuthenticationFailed, second.Failure?.Kind);
        await Server.VerifyAsync();
        Assert.Single(Server.Commands, line => line.StartsWith("AUTH", StringComparison.Ordinal));
    }

    private async Task<SendOutcome> SendPatientlyAsync(MessageDraft draft)
    {
        await using var sender = new MessageSender(Options, s_patient);
        return await sender.SendAsync(draft, TestContext.Current.CancellationToken);
    }
}
