using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using SmtpAdmin.Core.Composing;
using Xunit;

namespace SmtpAdmin.Core.Tests.Sending;

public sealed class MessageSenderTests : MessageSenderFixture
{
    [Fact]
    public async Task A_message_that_is_taken_is_reported_with_a_row_per_recipient()
    {
        Greet("SIZE 1000000");
        TakeEnvelope("bert@example.net", "carl@example.net");
        TakeContent();

        SendOutcome outcome = await SendAsync(Draft with { Cc = ["carl@example.net"] });

        Assert.Null(outcome.Failure);
        SmtpSendResult result = outcome.Result;
        Assert.Equal(SendStatus.Sent, result.Status);
        Assert.Null(result.Error);
        Assert.Equal("250 2.0.0 Queued as 17", result.Reply?.ToString());
        Assert.Equal(["bert@example.net Accepted", "carl@example.net Accepted"], Rows(result));
        Assert.Equal("anna@example.com", result.From);
        Assert.Equal("Report", result.Subject);
        Assert.Contains($"Message-Id: <{result.MessageId}>", Server.Content(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(Server.Contents[0].Length - ".\r\n".Length, result.Size);
        Assert.Contains($"SIZE={result.Size}", Server.Commands[1]);
        Assert.False(result.IsEncrypted);
        Assert.Equal(Server.Port, result.Server?.Port);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_refused_recipient_does_not_stop_the_others(bool pipelining)
    {
        Greet(pipelining ? ["PIPELINING"] : []);
        AnswerEnvelope(
            pipelining,
            ("MAIL FROM:*", "250 OK"),
            ("RCPT TO:<bert@example.net>", "250 OK"),
            ("RCPT TO:<gone@example.net>", "550 5.1.1 No such user"),
            ("RCPT TO:<later@example.net>", "450 4.2.0 Greylisted"),
            ("DATA", "354 Go ahead"));
        Server.ExpectContent().Reply("250 2.0.0 Queued as 17");

        SendOutcome outcome = await SendAsync(Draft with { To = ["bert@example.net, gone@example.net, later@example.net"] });

        Assert.Equal(SendStatus.PartiallySent, outcome.Result.Status);
        Assert.Equal(
            ["bert@example.net Accepted", "gone@example.net Rejected", "later@example.net Deferred"], Rows(outcome.Result));
        Assert.Equal("550 5.1.1 No such user", outcome.Result.Recipients[1].Reply?.ToString());
        Assert.Equal(new EnhancedStatusCode(4, 2, 0), outcome.Result.Recipients[2].Reply?.EnhancedStatus);
        Assert.Equal(ErrorKind.RecipientRefused, outcome.Result.Error);
        Assert.Equal(ErrorKind.RecipientRefused, outcome.Failure?.Kind);
        Assert.Contains("gone@example.net", outcome.Failure!.Message);
        Assert.True(outcome.Result.Reply?.IsPositive);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task All_recipients_refused_fails_and_keeps_the_connection(bool pipelining)
    {
        Greet(pipelining ? ["PIPELINING"] : []);
        (string, string)[] refusal = [("MAIL FROM:*", "250 OK"), ("RCPT TO:<bert@example.net>", "550 5.1.1 No such user")];
        AnswerEnvelope(pipelining, pipelining ? [.. refusal, ("DATA", "554 5.5.1 No valid recipients")] : refusal);
        Server.Expect("RSET").Reply("250 OK");
        AnswerEnvelope(pipelining, ("MAIL FROM:*", "250 OK"), ("RCPT TO:*", "250 OK"), ("DATA", "354 Go ahead"));
        Server.ExpectContent().Reply("250 2.0.0 Queued as 18");
        await using var sender = new MessageSender(Options);

        SendOutcome refused = await sender.SendAsync(Draft, TestContext.Current.CancellationToken);
        SendOutcome taken = await sender.SendAsync(Draft, TestContext.Current.CancellationToken);

        Assert.Equal(SendStatus.Failed, refused.Result.Status);
        Assert.Equal(ErrorKind.RecipientRefused, refused.Failure?.Kind);
        Assert.Equal("550 5.1.1 No such user", refused.Result.Reply?.ToString());
        Assert.Equal(["bert@example.net Rejected"], Rows(refused.Result));
        Assert.Equal(SendStatus.Sent, taken.Result.Status);
    }

    public static TheoryData<string, ErrorKind, RecipientStatus> SenderReplies => new()
    {
        { "550 5.7.1 Not allowed", ErrorKind.SenderRefused, RecipientStatus.Rejected },
        { "451 4.7.1 Try later", ErrorKind.SenderRefused, RecipientStatus.Deferred },
        { "552 Too big", ErrorKind.MessageTooLarge, RecipientStatus.Rejected },
        { "552 5.3.4 Too big", ErrorKind.MessageTooLarge, RecipientStatus.Rejected },
        { "552 5.2.2 Mailbox full", ErrorKind.SenderRefused, RecipientStatus.Rejected },
        { "530 5.7.0 Authentication required", ErrorKind.AuthenticationRequired, RecipientStatus.Rejected },
    };

    [Theory]
    [MemberData(nameof(SenderReplies))]
    public async Task A_refused_sender_fails_the_message(string reply, ErrorKind kind, RecipientStatus status)
    {
        Greet();
        Server.Expect("MAIL FROM:*").Reply(reply);

        SendOutcome outcome = await SendAsync(Draft);

        Assert.Equal(SendStatus.Failed, outcome.Result.Status);
        Assert.Equal(kind, outcome.Result.Error);
        Assert.Equal(reply, outcome.Result.Reply?.ToString());
        Assert.Equal(status, outcome.Result.Recipients.Single().Status);
    }

    [Fact]
    public async Task Pipelined_replies_behind_a_refused_sender_say_nothing_of_the_recipients()
    {
        Greet("PIPELINING");
        AnswerEnvelope(
            pipelining: true,
            ("MAIL FROM:*", "451 4.7.1 Try later"),
            ("RCPT TO:*", "503 5.5.1 Need MAIL first"),
            ("DATA", "503 5.5.1 Need RCPT first"));

        SendOutcome outcome = await SendAsync(Draft);

        Assert.Equal(RecipientStatus.Deferred, outcome.Result.Recipients.Single().Status);
        Assert.Equal(451, outcome.Result.Recipients.Single().Reply?.Code);
    }

    [Fact]
    public async Task A_size_over_the_servers_limit_is_not_offered()
    {
        Greet("SIZE 200");

        SendOutcome outcome = await SendAsync(Draft);

        Assert.Equal(ErrorKind.MessageTooLarge, outcome.Failure?.Kind);
        Assert.DoesNotContain(Server.Commands, line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("554 5.7.1 Spam", ErrorKind.MessageRefused, RecipientStatus.Rejected)]
    [InlineData("552 5.3.4 Too big", ErrorKind.MessageTooLarge, RecipientStatus.Rejected)]
    [InlineData("451 4.3.0 Try later", ErrorKind.MessageRefused, RecipientStatus.Deferred)]
    public async Task A_refused_content_fails_every_recipient_that_was_accepted(
        string reply, ErrorKind kind, RecipientStatus status)
    {
        Greet();
        Server.Expect("MAIL FROM:*").Reply("250 OK")
            .Expect("RCPT TO:<bert@example.net>").Reply("250 OK")
            .Expect("RCPT TO:<gone@example.net>").Reply("550 5.1.1 No such user")
            .Expect("DATA").Reply("354 Go ahead").ExpectContent().Reply(reply);

        SendOutcome outcome = await SendAsync(Draft with { Cc = ["gone@example.net"] });

        Assert.Equal(SendStatus.Failed, outcome.Result.Status);
        Assert.Equal(kind, outcome.Failure?.Kind);
        Assert.Equal(status, outcome.Result.Recipients[0].Status);
        Assert.Equal(reply, outcome.Result.Recipients[0].Reply?.ToString());
        Assert.Equal("550 5.1.1 No such user", outcome.Result.Recipients[1].Reply?.ToString());
    }

    [Fact]
    public async Task Bcc_is_named_in_the_envelope_only_and_a_mailbox_named_twice_once()
    {
        Greet();
        TakeEnvelope("bert@example.net", "secret@example.org");
        TakeContent();

        SendOutcome outcome = await SendAsync(Draft with { Cc = ["BERT@example.net"], Bcc = ["secret@example.org"] });

        Assert.Equal(SendStatus.Sent, outcome.Result.Status);
        Assert.DoesNotContain("secret", Server.Content());
        Assert.DoesNotContain("\nbcc:", Server.Content(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Dots_and_long_lines_and_utf8_arrive_as_they_were_written()
    {
        string text = $".\r\n..two\r\n.hidden\r\n{new string('x', 5_000)}\r\nGrüße aus Köln\r\n";
        Greet("SIZE");
        TakeMessage();

        SendOutcome outcome = await SendAsync(Draft with { Subject = "Übersicht für Jürgen", Text = text });

        Assert.Equal(SendStatus.Sent, outcome.Result.Status);
        string wire = Server.Content();
        Assert.All(wire.Split("\r\n"), line => Assert.InRange(line.Length, 0, 998));
        Assert.All(wire, character => Assert.InRange(character, '\0', '\x7F'));
        string unstuffed = wire.Substring(0, wire.Length - ".\r\n".Length).Replace("\r\n..", "\r\n.");
        var content = SmtpAdmin.Core.Messages.MessageReader.Read(System.Text.Encoding.ASCII.GetBytes(unstuffed));
        Assert.Equal("Übersicht für Jürgen", content.Subject);
        Assert.Equal(text, content.Text?.ReplaceLineEndings("\r\n"));
    }

    [Theory]
    [InlineData("SMTPUTF8")]
    [InlineData("SIZE")]
    public async Task An_international_domain_goes_in_a_labels_whatever_the_server_offers(string extension)
    {
        Greet("8BITMIME", extension);
        Server.Expect("MAIL FROM:<anna@example.com>*").Reply("250 OK")
            .Expect("RCPT TO:<bert@xn--mller-kva.example>").Reply("250 OK");
        TakeContent();

        SendOutcome outcome = await SendAsync(Draft with { To = ["bert@müller.example"] });

        Assert.Equal(SendStatus.Sent, outcome.Result.Status);
        Assert.DoesNotContain("SMTPUTF8", Server.Commands[1]);
    }

    [Fact]
    public async Task A_utf8_local_part_uses_smtputf8_and_a_plain_one_does_not()
    {
        Greet("8BITMIME", "SMTPUTF8");
        TakeMessage();
        Server.Expect("MAIL FROM:<anna@example.com> SMTPUTF8*").Reply("250 OK")
            .Expect("RCPT TO:<jürgen@example.net>").Reply("250 OK");
        TakeContent();
        await using var sender = new MessageSender(Options);

        SendOutcome plain = await sender.SendAsync(Draft, TestContext.Current.CancellationToken);
        MessageDraft draft = Draft with { To = ["jürgen@example.net"] };
        SendOutcome international = await sender.SendAsync(draft, TestContext.Current.CancellationToken);

        Assert.Equal(SendStatus.Sent, plain.Result.Status);
        Assert.Equal(SendStatus.Sent, international.Result.Status);
    }

    [Fact]
    public async Task A_utf8_local_part_is_not_sent_to_a_server_without_smtputf8()
    {
        Greet("8BITMIME");

        SendOutcome outcome = await SendAsync(Draft with { To = ["jürgen@example.net"] });

        Assert.Equal(ErrorKind.SmtpUtf8NotOffered, outcome.Failure?.Kind);
        Assert.Equal(RecipientStatus.NotTried, outcome.Result.Recipients.Single().Status);
    }

    [Fact]
    public async Task A_bad_draft_is_thrown_before_the_server_is_called()
    {
        await using var sender = new MessageSender(Options);
        MessageDraft[] drafts =
        [
            Draft with { From = null },
            Draft with { To = [] },
            Draft with { To = ["bert"] },
            Draft with { Attachments = [new("/no/such/file")] },
            Draft with { Subject = "a\r\nb" },
        ];

        foreach (MessageDraft draft in drafts)
        {
            await Assert.ThrowsAsync<SmtpAdminException>(
                () => sender.SendAsync(draft, TestContext.Current.CancellationToken));
        }

        Assert.Empty(Server.Commands);
    }

    // A client that pipelines has all of its commands answered at once.
    private void AnswerEnvelope(bool pipelining, params (string Command, string Reply)[] dialogue)
    {
        foreach ((string command, string reply) in dialogue)
        {
            Server.Expect(command);
            if (!pipelining)
            {
                Server.Reply(reply);
            }
        }

        if (pipelining)
        {
            Server.Reply([.. dialogue.Select(step => step.Reply)]);
        }
    }

    private static IEnumerable<string> Rows(SmtpSendResult result) => result.Recipients.Select(row => row.ToString());
}
