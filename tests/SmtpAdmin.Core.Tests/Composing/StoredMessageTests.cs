using System;
using System.Linq;
using System.Text;
using SmtpAdmin.Core.Composing;
using SmtpAdmin.Testing.Peers;
using Xunit;

namespace SmtpAdmin.Core.Tests.Composing;

public sealed class StoredMessageTests : IDisposable
{
    private const string Mail = "From: Anna <anna@example.com>\r\nTo: bert@example.net\r\nBcc: eve@example.org,\r\n dan@example.org\r\n"
        + "Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\nMessage-ID: <1@example.com>\r\n\r\nBody\r\nBcc: not a field\r\n";

    private readonly TemporaryFolder _folder = new();
    private readonly MessageComposer _composer = new(TimeProvider.System);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_bytes_are_kept_and_bcc_goes_to_the_envelope()
    {
        using OutgoingMessage message = Open(Mail);

        Assert.Equal(Mail.Replace("Bcc: eve@example.org,\r\n dan@example.org\r\n", string.Empty), Composed.Text(message));
        Assert.Equal(["bert@example.net", "eve@example.org", "dan@example.org"], message.Recipients.Select(to => to.Address));
        Assert.Equal("anna@example.com", message.Sender!.Address);
        Assert.Equal(("Grüße", "1@example.com"), (message.Subject, message.MessageId));
    }

    [Theory]
    [InlineData("Resent-From: c@example.com\nResent-To: d@example.net\n", "d@example.net", "c@example.com")]
    [InlineData("Resent-From: c@example.com\nResent-To: d@example.net\nResent-From: x@example.com\nResent-Cc: y@example.com\n",
        "d@example.net", "c@example.com")]
    [InlineData("Sender: s@example.com\n", "b@example.net", "s@example.com")]
    [InlineData("", "b@example.net", "a@example.com")]
    public void The_envelope_is_that_of_the_newest_resending(string fields, string recipient, string sender)
    {
        using OutgoingMessage message = Open(fields + "From: a@example.com\nTo: b@example.net\n\nx\n");

        Assert.Equal([recipient], message.Recipients.Select(to => to.Address));
        Assert.Equal(sender, message.Sender!.Address);
    }

    [Fact]
    public void The_caller_may_name_another_envelope()
    {
        using OutgoingMessage message = Open(Mail, draft => draft with { To = ["x@example.org"], EnvelopeFrom = MessageDraft.NullPath });

        Assert.Equal(["x@example.org"], message.Recipients.Select(to => to.Address));
        Assert.Null(message.Sender);
    }

    [Theory]
    [InlineData("a\nb", 6)]
    [InlineData("a\r\nb\r\n", 6)]
    [InlineData("a\rb\n\n", 8)]
    public void The_size_counts_line_ends_as_crlf(string body, int bodySize)
    {
        using OutgoingMessage message = Open("From: a@example.com\nTo: b@example.net\n\n" + body);

        Assert.Equal("From: a@example.com\r\nTo: b@example.net\r\n\r\n".Length + bodySize, message.Content.Size);
    }

    [Fact]
    public void Eight_bit_bytes_are_told_by_where_they_are()
    {
        using OutgoingMessage body = Open("From: a@example.com\nTo: b@example.net\n\nü\n");
        using OutgoingMessage header = Open("From: a@example.com\nTo: b@example.net\nSubject: ü\n\nu\n");

        Assert.Equal((true, false), (body.Content.Is8Bit, body.Content.HasUtf8Header));
        Assert.Equal((false, true), (header.Content.Is8Bit, header.Content.HasUtf8Header));
    }

    [Theory]
    [InlineData("", ErrorKind.MessageUnreadable)]
    [InlineData("\r\nno header", ErrorKind.MessageUnreadable)]
    [InlineData("just text\r\n", ErrorKind.MessageUnreadable)]
    [InlineData("From: a@example.com\r\nnonsense\r\n\r\n", ErrorKind.MessageUnreadable)]
    [InlineData("From: a@example.com\r\n\r\nx", ErrorKind.RecipientMissing)]
    [InlineData("To: a@example.com\r\n\r\nx", ErrorKind.SenderMissing)]
    [InlineData("From: a@example.com\r\nTo: a b c@@\r\n\r\nx", ErrorKind.AddressInvalid)]
    public void What_is_no_message_is_refused(string text, ErrorKind kind) =>
        Assert.Equal(kind, Assert.Throws<SmtpAdminException>(() => Open(text)).Kind);

    [Fact]
    public void An_endless_header_is_refused()
    {
        string text = "From: a@example.com\r\nX: " + string.Concat(Enumerable.Repeat("y\r\n ", 100_000));

        Assert.Equal(ErrorKind.MessageUnreadable, Assert.Throws<SmtpAdminException>(() => Open(text)).Kind);
    }

    [Fact]
    public void A_large_file_is_streamed_as_it_is()
    {
        string text = Mail + string.Concat(Enumerable.Repeat("A line of the body.\r\n", 100_000));
        using OutgoingMessage message = Open(text);

        string kept = text.Replace("Bcc: eve@example.org,\r\n dan@example.org\r\n", string.Empty);
        Assert.Equal(kept, Composed.Text(message));
        Assert.Equal(kept, Composed.Text(message));
        Assert.Equal(kept.Length, message.Content.Size);
    }

    [Fact]
    public void A_finished_message_is_sent_as_it_is_any_number_of_times()
    {
        SmtpMessage finished = _composer.Finish(new MessageDraft
        {
            From = "a@example.com",
            To = ["b@example.net"],
            Bcc = ["c@example.net"],
            Subject = "s",
        });
        for (int i = 0; i < 2; i++)
        {
            using OutgoingMessage message = _composer.Compose(new MessageDraft { Finished = finished });
            Assert.Equal(finished.ToBytes(), Composed.Bytes(message));
            Assert.Equal(finished.Recipients, message.Recipients.Select(to => to.Address));
        }

        Assert.Equal(["c@example.net"], finished.Bcc);
    }

    private OutgoingMessage Open(string text, Func<MessageDraft, MessageDraft>? change = null)
    {
        string path = _folder.Write("mail.eml", Encoding.UTF8.GetBytes(text));
        var draft = new MessageDraft { File = path };
        return _composer.Compose(change is null ? draft : change(draft));
    }
}
