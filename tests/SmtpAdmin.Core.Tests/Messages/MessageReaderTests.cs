using System;
using System.Linq;
using System.Text;
using SmtpAdmin.Core.Messages;
using Xunit;

namespace SmtpAdmin.Core.Tests.Messages;

public sealed class MessageReaderTests
{
    [Fact]
    public void A_plain_message_is_read()
    {
        MessageContent content = Read("Received: from a\r\n by b\r\nSubject: Hello\r\n\r\nLine one\r\nLine two\r\n");

        Assert.Equal("Hello", content.Subject);
        Assert.Equal("Line one\r\nLine two\r\n", content.Text?.ReplaceLineEndings("\r\n"));
        Assert.Null(content.Html);
        Assert.Equal(["Received", "Subject"], content.Headers.Select(header => header.Name));
        Assert.Equal("from a by b", content.Headers[0].Value);
        Assert.False(content.IsPartial);
    }

    [Theory]
    [InlineData("=?utf-8?B?w5xiZXJzaWNodA==?=", "Übersicht")]
    [InlineData("=?iso-8859-1?Q?=DCbersicht?=", "Übersicht")]
    [InlineData("=?utf-8?Q?Gr=C3=BC?= =?utf-8?Q?=C3=9Fe?=", "Grüße")]
    [InlineData("=?no-such-charset?Q?abc?=", "abc")]
    [InlineData("=?utf-8?Q?red=1B[31m?=", "red\uFFFD[31m")]
    [InlineData("=?utf-8?Q?two=0D=0Alines?=", "twolines")]
    [InlineData("two\r\n\twords", "two words")]
    public void A_subject_is_decoded_and_printable(string raw, string subject)
    {
        Assert.Equal(subject, Read($"Subject: {raw}\r\n\r\nbody\r\n").Subject);
    }

    [Fact]
    public void Text_html_and_attachments_are_told_apart()
    {
        MessageContent content = Read(
            "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=m\r\n\r\n"
            + "--m\r\nContent-Type: multipart/alternative; boundary=a\r\n\r\n"
            + "--a\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
            + "Gr=C3=BC=C3=9Fe\r\n--a\r\nContent-Type: text/html\r\n\r\n<b>x</b>\r\n--a--\r\n"
            + "--m\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n"
            + "Content-Disposition: attachment; filename=\"r.pdf\"\r\n\r\nAAEC\r\n"
            + "--m\r\nContent-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\ninner body\r\n--m--\r\n");

        Assert.Equal("Grüße", content.Text?.Trim());
        Assert.Equal("<b>x</b>", content.Html?.Trim());
        Assert.Equal(["application/pdf", "message/rfc822"], content.Attachments.Select(part => part.ContentType));
        Assert.Equal("r.pdf", content.Attachments[0].FileName);
        Assert.Equal([0, 1, 2], content.Attachments[0].Content);
        Assert.Equal(3, content.Attachments[0].Size);
        Assert.StartsWith("Subject: inner", Encoding.ASCII.GetString(content.Attachments[1].Content));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n")]
    [InlineData("no header at all")]
    [InlineData(":\r\n\r\n")]
    [InlineData("Subject")]
    [InlineData("Content-Type: multipart/mixed\r\n\r\nno boundary")]
    [InlineData("Content-Type: multipart/mixed; boundary=\"\"\r\n\r\n--\r\n")]
    [InlineData("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n--b\r\n--b--")]
    [InlineData("Content-Type: text/plain; charset=nonsense\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!")]
    [InlineData("Content-Type: message/rfc822\r\n\r\n")]
    [InlineData("Content-Type: /;=;\r\nContent-Disposition: ;;\r\n\r\nx")]
    [InlineData("From nobody Mon Jan 1\r\nFrom nobody again\r\n\r\nx")]
    public void Malformed_mail_is_read_without_an_exception(string raw)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(raw);
        for (int length = 0; length <= bytes.Length; length++)
        {
            Assert.NotNull(MessageReader.Read(bytes.Take(length).ToArray()));
        }
    }

    [Fact]
    public void Random_bytes_are_read_without_an_exception()
    {
        var random = new Random(20261123);
        for (int i = 0; i < 200; i++)
        {
            byte[] bytes = new byte[random.Next(0, 2_000)];
            random.NextBytes(bytes);
            Assert.NotNull(MessageReader.Read(bytes));
        }
    }

    [Fact]
    public void More_parts_than_the_limit_leave_the_raw_text()
    {
        string part = "--b\r\n\r\nx\r\n";
        string head = "Subject: many\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n";

        Assert.False(Read(head + string.Concat(Enumerable.Repeat(part, 900))).IsPartial);
        MessageContent content = Read(head + string.Concat(Enumerable.Repeat(part, 1_100)));

        Assert.True(content.IsPartial);
        Assert.StartsWith("Subject: many", content.Text);
        Assert.Empty(content.Attachments);
    }

    [Fact]
    public void More_header_fields_than_the_limit_leave_the_raw_text()
    {
        Assert.True(Read(string.Concat(Enumerable.Repeat("a:b\r\n", 6_000))).IsPartial);
    }

    [Fact]
    public void Parts_within_parts_end_at_the_limit()
    {
        string nested = string.Concat(
            Enumerable.Range(0, 500).Select(i => $"Content-Type: multipart/mixed; boundary=b{i}\r\n\r\n--b{i}\r\n"));

        Assert.NotNull(Read(nested + "\r\ninnermost"));
    }

    private static MessageContent Read(string raw) => MessageReader.Read(Encoding.UTF8.GetBytes(raw));
}
