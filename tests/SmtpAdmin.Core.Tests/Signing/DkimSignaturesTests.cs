using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using MimeKit;
using SmtpAdmin.Core.Signing;
using Xunit;

namespace SmtpAdmin.Core.Tests.Signing;

public sealed class DkimSignaturesTests : IDisposable
{
    private readonly DkimTestKeys _keys = new();

    public void Dispose() => _keys.Dispose();

    [Fact]
    public async Task Rsa_and_ed25519_signatures_of_one_message_both_verify_with_MimeKit_and_with_dkimpy()
    {
        byte[] message = Sign(NewMessage());

        Assert.Equal("pass pass", DkimCheck.WithMimeKit(_keys.Zone, message));
        Assert.Equal(["pass pass"], await DkimCheck.WithDkimpyAsync(_keys.Zone, message));
    }

    [Fact]
    public void Signatures_stand_on_top_in_the_order_of_their_keys()
    {
        using MimeMessage message = NewMessage();

        DkimTestKeys.Load(_keys.Rsa, _keys.Ed25519).Sign(message);

        Assert.StartsWith("v=1; a=rsa-sha256; d=example.com; s=rsa; c=relaxed/relaxed;", message.Headers[0].Value);
        Assert.StartsWith("v=1; a=ed25519-sha256; d=example.com; s=ed; c=relaxed/relaxed;", message.Headers[1].Value);
    }

    [Theory]
    [InlineData("third line", "third lime")]
    [InlineData("Subject: Report", "Subject: Repost")]
    [InlineData("From: Alice", "From: Alise")]
    [InlineData("From: Alice", "From: Mallory <m@example.net>\r\nFrom: Alice")]
    [InlineData("Subject: Report", "Subject: Other\r\nSubject: Report")]
    [InlineData("To: Bob", "To: eve@example.net\r\nTo: Bob")]
    [InlineData("Content-Type: text/plain", "Content-Type: text/html\r\nContent-Type: text/plain")]
    public async Task A_message_that_was_changed_does_not_verify(string old, string replacement)
    {
        byte[] message = DkimCheck.Change(Sign(NewMessage()), old, replacement);

        Assert.Equal(["fail fail"], await DkimCheck.WithDkimpyAsync(_keys.Zone, message));
    }

    [Fact]
    public async Task What_servers_do_on_the_way_leaves_the_signatures_valid()
    {
        byte[] message = Sign(NewMessage());
        byte[] received = [.. "Received: from a by b; Tue, 24 Nov 2026 10:00:00 +0000\r\n"u8, .. message];
        byte[] refolded = DkimCheck.Change(message, "Subject: Report of", "Subject:  Report\r\n of");
        byte[] spaced = DkimCheck.Change(message, "third line", "third  line \t");

        Assert.Equal(
            ["pass pass", "pass pass", "pass pass"],
            await DkimCheck.WithDkimpyAsync(_keys.Zone, received, refolded, spaced));
    }

    [Fact]
    public void Fields_are_named_each_time_they_occur_and_those_a_reader_sees_once_more()
    {
        using MimeMessage message = NewMessage();
        message.Headers.Add("List-Unsubscribe", "<https://example.com/u>");
        message.Headers.Add("Received", "from a by b; Tue, 24 Nov 2026 10:00:00 +0000");
        message.Headers.Add("X-Campaign", "7");

        List<string> names = DkimHeaderFields.Choose(message);

        Assert.Equal(2, names.Count(name => name == "from"));
        Assert.Equal(2, names.Count(name => name == "subject"));
        Assert.Equal(1, names.Count(name => name == "list-unsubscribe"));
        Assert.DoesNotContain("reply-to", names);
        Assert.DoesNotContain("received", names);
        Assert.DoesNotContain("x-campaign", names);
    }

    [Fact]
    public void A_message_without_From_is_refused()
    {
        using MimeMessage message = NewMessage();
        message.Headers.Remove(HeaderId.From);

        Assert.Equal(
            ErrorKind.SenderMissing,
            Assert.Throws<SmtpAdminException>(() => DkimTestKeys.Load(_keys.Rsa).Sign(message)).Kind);
    }

    [Fact]
    public void An_identity_is_written_as_tag_i()
    {
        using MimeMessage message = NewMessage();
        SmtpDkimKey key = _keys.Rsa;
        key.Identity = "@mail.example.com";

        DkimTestKeys.Load(key).Sign(message);

        Assert.Contains("; i=@mail.example.com;", message.Headers[0].Value, StringComparison.Ordinal);
        Assert.Equal("pass", DkimCheck.WithMimeKit(_keys.Zone, DkimCheck.ToWire(message)));
    }

    [Theory]
    [InlineData("From: a@example.com\r\nSubject: x\r\n\r\nbody\r\n")]
    [InlineData("From: a@example.com\r\n\r\n")]
    [InlineData("From: a@example.com\r\nSubject: no end of the last line\r\n\r\nbody")]
    [InlineData("From: a@example.com\r\nSubject: empty lines\r\n\r\nbody  \r\n\r\n\r\n")]
    [InlineData("From: a@example.com\r\nSubject:\r\n folded\r\n\tthrice\r\nSubject: twice\r\n\r\n.\r\n..\r\n")]
    [InlineData("FROM:a@example.com\r\nSUBJECT:  blanks \r\n\r\nbody\r\n")]
    [InlineData("From: a@example.com\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\nno part at all\r\n")]
    [InlineData("From: a@example.com\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\npre\r\n--b\r\n\r\nx\r\n--b--epi\r\n\r\n")]
    [InlineData("From: a@example.com\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nX\r\n\r\nx\r\n--b \r\n")]
    [InlineData("From: a@example.com\r\nContent-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\n\xE4\xF6\r\n")]
    public async Task Bytes_that_go_out_as_they_are_verify_behind_their_signatures(string raw)
    {
        byte[] message = SignRaw(Encoding.Latin1.GetBytes(raw));

        Assert.Equal(["pass pass"], await DkimCheck.WithDkimpyAsync(_keys.Zone, message));
    }

    [Fact]
    public void What_has_no_header_is_refused() =>
        Assert.Contains(
            Assert.Throws<SmtpAdminException>(() => SignRaw("no message"u8.ToArray())).Kind,
            new[] { ErrorKind.MessageUnreadable, ErrorKind.SenderMissing });

    private byte[] Sign(MimeMessage message)
    {
        using (message)
        {
            DkimTestKeys.Load(_keys.Rsa, _keys.Ed25519).Sign(message);
            return DkimCheck.ToWire(message);
        }
    }

    private byte[] SignRaw(byte[] message)
    {
        using var stream = new MemoryStream(message);
        IReadOnlyList<string> fields = DkimTestKeys.Load(_keys.Rsa, _keys.Ed25519)
            .CreateSignatures(stream, TestContext.Current.CancellationToken);
        Assert.All(fields, field => Assert.DoesNotContain("\n", field.Replace("\r\n", string.Empty), StringComparison.Ordinal));
        return [.. Encoding.ASCII.GetBytes(string.Concat(fields)), .. message];
    }

    internal static MimeMessage NewMessage()
    {
        var message = new MimeMessage { Subject = "Report of the night" };
        message.From.Add(new MailboxAddress("Alice", "alice@example.com"));
        message.To.Add(new MailboxAddress("Bob", "bob@example.net"));
        message.Body = new TextPart("plain") { Text = "first line\nsecond line\nthird line\n\n\n" };
        return message;
    }
}
