using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Smtp;
using SmtpAdmin.Testing.Servers;
using SmtpAdmin.Testing.Streams;
using Xunit;

namespace SmtpAdmin.Core.Tests.Smtp;

public sealed class SmtpTransactionTests
{
    [Theory]
    [InlineData(ReplayMode.Whole)]
    [InlineData(ReplayMode.ByLine)]
    [InlineData(ReplayMode.ByteByByte)]
    public async Task A_message_goes_out_stuffed_and_ended(ReplayMode mode)
    {
        await using ScriptedServer server = new ScriptedServer().Greet("SIZE", "8BITMIME")
            .Expect("MAIL FROM:<a@x> SIZE=12 BODY=8BITMIME").Reply("250 Ok")
            .Expect("RCPT TO:<b@y>").Reply("250 Ok")
            .Expect("DATA").Reply("354 Go").ExpectContent().Reply("250 2.0.0 queued as 7");
        await using SmtpSession session = await SessionFixture.OpenAsync(server.Options());

        using var content = new ReplayStream("a: b\r\n\r\n.\r\nc"u8.ToArray(), mode);
        TransactionResult result = await session.SendAsync(
            "a@x", ["b@y"], content, 12, is8Bit: true, TestContext.Current.CancellationToken);

        Assert.Equal(RecipientStatus.Accepted, Assert.Single(result.Recipients).Status);
        Assert.Equal("250 2.0.0 queued as 7", result.Reply!.ToString());
        Assert.Null(result.Failure);
        await session.DisposeAsync();
        await server.VerifyAsync();
        Assert.Equal("a: b\r\n\r\n..\r\nc\r\n.\r\n", Encoding.ASCII.GetString(server.Contents[0]));
    }

    [Fact]
    public async Task Pipelined_commands_go_before_the_first_reply()
    {
        await using ScriptedServer server = new ScriptedServer().Greet("PIPELINING")
            .Expect("MAIL FROM:<>").Expect("RCPT TO:<b@y>").Expect("RCPT TO:<c@y>").Expect("DATA")
            .Reply("250 Ok", "250 Ok", "250 Ok", "354 Go").ExpectContent().Reply("250 Ok")
            .Expect("MAIL FROM:<a@x>").Expect("RCPT TO:<b@y>").Expect("DATA")
            .Reply("250 Ok", "250 Ok", "354 Go").ExpectContent().Reply("250 Ok");
        await using SmtpSession session = await SessionFixture.OpenAsync(server.Options());

        TransactionResult first = await SendAsync(session, "", "b@y", "c@y");
        TransactionResult second = await SendAsync(session, "a@x", "b@y");

        Assert.All(
            first.Recipients.Concat(second.Recipients),
            row => Assert.Equal(RecipientStatus.Accepted, row.Status));
        await session.DisposeAsync();
        await server.VerifyAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task One_refused_recipient_among_several_keeps_the_others(bool pipelining)
    {
        await using ScriptedServer server = Envelope(
            pipelining, "250 Ok", ["250 Ok", "550 5.1.1 No such user", "451 4.3.0 Later"], "354 Go");
        server.ExpectContent().Reply("250 Taken");
        await using SmtpSession session = await SessionFixture.OpenAsync(server.Options());

        TransactionResult result = await SendAsync(session, "a@x", "r0@y", "r1@y", "r2@y");

        Assert.Equal(
            ["Accepted 250 Taken", "Rejected 550 5.1.1 No such user", "Deferred 451 4.3.0 Later"], Rows(result));
        Assert.Equal(250, result.Reply!.Code);
        await session.DisposeAsync();
        await server.VerifyAsync();
    }

    [Fact]
    public async Task With_all_recipients_refused_DATA_is_not_sent_and_the_next_message_begins_with_RSET()
    {
        await using ScriptedServer server = new ScriptedServer().Greet()
            .Expect("MAIL *").Reply("250 Ok").Expect("RCPT *").Reply("550 No").Expect("RCPT *").Reply("450 Later")
            .Expect("RSET").Reply("250 Ok")
            .Expect("MAIL *").Reply("250 Ok").Expect("RCPT *").Reply("250 Ok")
            .Expect("DATA").Reply("354 Go").ExpectContent().Reply("250 Ok");
        await using SmtpSession session = await SessionFixture.OpenAsync(server.Options());

        TransactionResult refused = await SendAsync(session, "a@x", "b@y", "c@y");
        TransactionResult taken = await SendAsync(session, "a@x", "d@y");

        Assert.Equal(["Rejected 550 No", "Deferred 450 Later"], Rows(refused));
        Assert.False(refused.OutcomeUnknown);
        Assert.Equal(["Accepted 250 Ok"], Rows(taken));
        await session.DisposeAsync();
        await server.VerifyAsync();
    }

    [Fact]
    public async Task A_pipelined_DATA_taken_with_no_recipient_left_is_ended_with_an_empty_message()
    {
        await using ScriptedServer server = Envelope(true, "250 Ok", ["550 No"], "354 Go");
        server.ExpectContent().Reply("554 No valid recipients");
        await using SmtpSession session = await SessionFixture.OpenAsync(server.Options());

        TransactionResult result = await SendAsync(session, "a@x", "r0@y");

        Assert.Equal(["Rejected 550 No"], Rows(result));
        await session.DisposeAsync();
        await server.VerifyAsync();
        Assert.Equal(".\r\n"u8.ToArray(), server.Contents[0]);
    }

    [Theory]
    [InlineData("550 5.7.1 Not you", RecipientStatus.Rejected)]
    [InlineData("451 4.3.0 Later", RecipientStatus.Deferred)]
    [InlineData("552 5.5.3 Too many", RecipientStatus.Deferred)]
    public async Task A_refused_sender_decides_for_every_recipient(string reply, RecipientStatus expected)
    {
        await using ScriptedServer server = Envelope(
            true, reply, ["503 No sender", "503 No sender"], "503 No recipients");
        await using SmtpSession session = await SessionFixture.OpenAsync(server.Options());

        TransactionResult result = await SendAsync(session, "a@x", "r0@y", "r1@y");

        Assert.Equal([$"{expected} {reply}", $"{expected} {reply}"], Rows(result));
        Assert.Equal(reply, result.Reply!.ToString());
        Assert.True(session.IsOpen);
        await session.DisposeAsync();
        await server.VerifyAsync();
    }

    [Theory]
    [InlineData("552 5.3.4 Too big", "Rejected 552 5.3.4 Too big")]
    [InlineData("451 Later", "Deferred 451 Later")]
    public async Task The_reply_to_the_end_decides_for_the_accepted(string reply, string expected)
    {
        await using ScriptedServer server = Envelope(true, "250 Ok", ["250 Ok"], "354 Go");
        server.ExpectContent().Reply(reply);
        await using SmtpSession session = await SessionFixture.OpenAsync(server.Options());

        Assert.Equal([expected], Rows(await SendAsync(session, "a@x", "r0@y")));
    }

    [Fact]
    public async Task A_connection_lost_after_the_last_dot_leaves_the_outcome_unknown()
    {
        await using ScriptedServer server = Envelope(true, "250 Ok", ["250 Ok", "550 No"], "354 Go");
        server.ExpectContent().Drop();
        await using SmtpSession session = await SessionFixture.OpenAsync(server.Options());

        TransactionResult result = await SendAsync(session, "a@x", "r0@y", "r1@y");

        Assert.True(result.OutcomeUnknown);
        Assert.Null(result.Reply);
        Assert.Equal(ErrorKind.OutcomeUnknown, result.Failure!.Kind);
        Assert.Equal(["Unknown ", "Rejected 550 No"], Rows(result));
        Assert.False(session.IsOpen);
    }

    [Fact]
    public async Task Cancelling_after_the_last_dot_says_that_the_outcome_is_unknown()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await using ScriptedServer server = Envelope(true, "250 Ok", ["250 Ok"], "354 Go");
        server.ExpectContent().Do(stop.Cancel).Hang();
        await using SmtpSession session = await SessionFixture.OpenAsync(server.Options());

        using var content = new MemoryStream("x"u8.ToArray());
        TransactionResult result = await session.SendAsync("a@x", ["r0@y"], content, 1, is8Bit: false, stop.Token);

        Assert.True(result.OutcomeUnknown);
        Assert.Equal(RecipientStatus.Unknown, result.Recipients[0].Status);
    }

    [Fact]
    public async Task A_connection_lost_before_the_dot_defers_what_was_accepted()
    {
        await using ScriptedServer server = new ScriptedServer().Greet()
            .Expect("MAIL *").Reply("250 Ok").Expect("RCPT *").Reply("550 No").Expect("RCPT *").Reply("250 Ok")
            .Expect("DATA").Drop();
        await using SmtpSession session = await SessionFixture.OpenAsync(server.Options());

        TransactionResult result = await SendAsync(session, "a@x", "b@y", "c@y");

        Assert.Equal(["Rejected 550 No", "Deferred "], Rows(result));
        Assert.Equal(ErrorKind.ConnectionLost, result.Failure!.Kind);
        Assert.False(result.OutcomeUnknown);
    }

    [Fact]
    public async Task A_421_midway_defers_the_rest()
    {
        await using ScriptedServer server = new ScriptedServer().Greet("PIPELINING")
            .Expect("MAIL *").Expect("RCPT *").Expect("RCPT *").Expect("RCPT *").Expect("DATA")
            .Reply("250 Ok", "550 No", "421 4.3.2 Closing").Close();
        await using SmtpSession session = await SessionFixture.OpenAsync(server.Options());

        TransactionResult result = await SendAsync(session, "a@x", "b@y", "c@y", "d@y");

        Assert.Equal(["Rejected 550 No", "Deferred 421 4.3.2 Closing", "Deferred 421 4.3.2 Closing"], Rows(result));
        Assert.Equal(ErrorKind.ServerUnavailable, result.Failure!.Kind);
        Assert.False(session.IsOpen);
    }

    [Theory]
    [InlineData("250 Ok", "250 Ok", "250 Content, now?")]
    [InlineData("250 Ok", "354 Go", "354 Go")]
    [InlineData("354 Go", "250 Ok", "354 Go")]
    public async Task A_server_out_of_step_is_left(string mail, string rcpt, string data)
    {
        await using ScriptedServer server = Envelope(true, mail, [rcpt], data);
        await using SmtpSession session = await SessionFixture.OpenAsync(server.Options());

        TransactionResult result = await SendAsync(session, "a@x", "r0@y");

        Assert.Equal(ErrorKind.ProtocolViolation, result.Failure!.Kind);
        Assert.Equal(RecipientStatus.Deferred, result.Recipients[0].Status);
        Assert.False(session.IsOpen);
        Assert.Empty(server.Contents); // the client may be gone before the script's last reply
    }

    [Fact]
    public async Task A_message_over_the_servers_size_is_not_offered()
    {
        await using ScriptedServer server = new ScriptedServer().Greet("SIZE 10").Expect("QUIT").Reply("221 Bye");
        await using SmtpSession session = await SessionFixture.OpenAsync(server.Options());

        TransactionResult result = await session.SendAsync(
            "a@x", ["b@y"], Stream.Null, 11, is8Bit: false, TestContext.Current.CancellationToken);

        Assert.Equal(ErrorKind.MessageTooLarge, result.Failure!.Kind);
        Assert.Equal(RecipientStatus.Rejected, result.Recipients[0].Status);
        await session.DisposeAsync();
        await server.VerifyAsync();
    }

    [Fact]
    public async Task Content_that_cannot_be_read_is_never_ended()
    {
        await using ScriptedServer server = Envelope(true, "250 Ok", ["250 Ok"], "354 Go");
        server.Hang();
        await using SmtpSession session = await SessionFixture.OpenAsync(server.Options());

        await Assert.ThrowsAsync<EndOfStreamException>(() => session.SendAsync(
            "a@x", ["r0@y"], new BrokenStream(), 0, is8Bit: false, TestContext.Current.CancellationToken));

        Assert.False(session.IsOpen);
        await server.VerifyAsync();
        Assert.DoesNotContain("C: .", server.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hundreds_of_recipients_go_in_groups()
    {
        ScriptedServer script = new ScriptedServer().Greet("PIPELINING").Expect("MAIL *");
        for (int i = 0; i < 99; i++)
        {
            script.Expect("RCPT *");
        }

        script.Reply(Enumerable.Repeat("250 Ok", 100).ToArray());
        script.Expect("RCPT *").Expect("DATA").Reply("250 Ok", "354 Go").ExpectContent().Reply("250 Ok");
        await using ScriptedServer server = script;
        await using SmtpSession session = await SessionFixture.OpenAsync(server.Options());

        TransactionResult result = await SendAsync(
            session, "a@x", Enumerable.Range(0, 100).Select(i => $"r{i}@y").ToArray());

        Assert.All(result.Recipients, row => Assert.Equal(RecipientStatus.Accepted, row.Status));
        await session.DisposeAsync();
        await server.VerifyAsync();
    }

    [Theory]
    [InlineData("a@x> SIZE=1")]
    [InlineData("a@x>\r\nRCPT TO:<evil@y")]
    [InlineData("\"a@x")]
    [InlineData("a b@x")]
    [InlineData("a<b@x")]
    public async Task A_mailbox_cannot_leave_its_path(string mailbox)
    {
        await using ScriptedServer server = new ScriptedServer().Greet();
        await using SmtpSession session = await SessionFixture.OpenAsync(server.Options());

        var thrown = await Assert.ThrowsAsync<SmtpAdminException>(() => SendAsync(session, mailbox, "b@y"));
        Assert.Equal(ErrorKind.AddressInvalid, thrown.Kind);
        await Assert.ThrowsAsync<SmtpAdminException>(() => SendAsync(session, "a@x", mailbox));
    }

    [Theory]
    [InlineData("", "<>")]
    [InlineData("a@x", "<a@x>")]
    [InlineData("\"a b>\\\"\"@x", "<\"a b>\\\"\"@x>")]
    public void A_mailbox_stands_in_angle_brackets(string mailbox, string expected) =>
        Assert.Equal(expected, SmtpPath.Format(mailbox));

    [Fact]
    public async Task An_international_address_needs_SMTPUTF8()
    {
        await using ScriptedServer server = new ScriptedServer().Greet("SMTPUTF8")
            .Expect("MAIL FROM:<jörg@x> SMTPUTF8").Reply("250 Ok").Expect("RCPT TO:<b@y>").Reply("550 No");
        await using ScriptedServer old = new ScriptedServer().Greet();
        await using SmtpSession session = await SessionFixture.OpenAsync(server.Options());
        await using SmtpSession oldSession = await SessionFixture.OpenAsync(old.Options());

        Assert.Equal(["Rejected 550 No"], Rows(await SendAsync(session, "jörg@x", "b@y")));
        Assert.Equal(ErrorKind.SmtpUtf8NotOffered, (await SendAsync(oldSession, "jörg@x", "b@y")).Failure!.Kind);
    }

    private static ScriptedServer Envelope(bool pipelining, string mail, string[] recipients, string data)
    {
        string[] keywords = pipelining ? ["PIPELINING"] : [];
        ScriptedServer server = new ScriptedServer().Greet(keywords).Expect("MAIL *").Reply(mail);
        for (int i = 0; i < recipients.Length; i++)
        {
            server.Expect($"RCPT TO:<r{i}@y>").Reply(recipients[i]);
        }

        return server.Expect("DATA").Reply(data);
    }

    private static async Task<TransactionResult> SendAsync(
        SmtpSession session, string sender, params string[] recipients)
    {
        using var content = new MemoryStream("Subject: x\r\n\r\ny\r\n"u8.ToArray());
        return await session.SendAsync(
            sender, recipients, content, content.Length, is8Bit: false, TestContext.Current.CancellationToken);
    }

    private static string[] Rows(TransactionResult result) =>
        result.Recipients.Select(row => $"{row.Status} {row.Reply}").ToArray();

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new EndOfStreamException();

        public override Task<int> ReadAsync(
            byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            throw new EndOfStreamException();
    }
}
