using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using MimeKit;
using SmtpAdmin.Core.Addressing;
using SmtpAdmin.Core.Composing;
using SmtpAdmin.Testing.Peers;
using Xunit;

namespace SmtpAdmin.Core.Tests.Composing;

public sealed class ContentTests : IDisposable
{
    private static readonly MessageDraft s_draft = new()
    {
        From = "anna@example.com",
        To = ["bert@example.net"],
        Subject = "Report",
        Text = "Hello",
    };

    private readonly TemporaryFolder _folder = new();
    private readonly MessageComposer _composer = new(TimeProvider.System);

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string?> Texts => new()
    {
        { "plain", "7bit" },
        { "two\nlines\rthree\r\nfour", "7bit" },
        { "Grüße aus Köln, ein sonst ganz gewöhnlicher Satz.", "quoted-printable" },
        { "中文邮件", "base64" },
        { new string('x', 3000), "quoted-printable" },
        { "ends in space \nnext", "quoted-printable" },
        { "a\nFrom here on", "quoted-printable" },
        { ".\n..\n.end", "7bit" },
        { "=3D is not =\n", "7bit" },
        { "trailing\n\n\n", "7bit" },
        { "a bell \a, an = and an é in a longer line\n", "quoted-printable" },
        { "\n", "7bit" },
        { string.Empty, "7bit" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Text_arrives_as_it_was_with_lines_that_any_hop_leaves_alone(string text, string? encoding)
    {
        using OutgoingMessage message = _composer.Compose(s_draft with { Text = text });

        byte[] bytes = Composed.Bytes(message);
        var part = (MimePart)Composed.Parse(message).Body!;
        string expected = text.Replace("\r\n", "\n").Replace('\r', '\n').Replace("\n", "\r\n");
        string actual = Encoding.UTF8.GetString(Composed.Decode(part));
        Assert.Equal(expected.TrimEnd('\r', '\n'), actual.TrimEnd('\r', '\n'));
        Assert.Equal(encoding, part.ContentTransferEncoding == ContentEncoding.SevenBit ? "7bit"
            : part.ContentTransferEncoding == ContentEncoding.Base64 ? "base64" : "quoted-printable");
        AssertSevenBitLines(bytes);
        Assert.Equal(bytes.Length, message.Content.Size);
        Assert.False(message.Content.Is8Bit);
        Assert.False(message.Content.HasUtf8Header);
    }

    public static TheoryData<string, string, string> Charsets => new()
    {
        { "iso-8859-1", "Grüße", "iso-8859-1" },
        { "windows-1252", "10 €", "windows-1252" },
        { "ASCII", "plain", "us-ascii" },
        { "ASCII", "Grüße", "utf-8" },
        { "iso-8859-1", "10 €", "utf-8" },
        { "Unicode", "Grüße", "utf-16le" },
        { "BigEndianUnicode", "Grüße", "utf-16be" },
        { "UTF32", "Grüße", "utf-32le" },
        { "UTF7", "Grüße", "utf-8" },
        { "utf8BOM", "Grüße", "utf-8" },
        { "65001", "Grüße", "utf-8" },
    };

    [Theory]
    [MemberData(nameof(Charsets))]
    public void A_charset_is_used_where_it_has_every_character(string name, string text, string charset)
    {
        if (name == "windows-1252")
        {
            Assert.SkipUnless(HasCodePages(), "code pages are in .NET Framework and in the build for .NET");
        }

        using OutgoingMessage message = _composer.Compose(s_draft with { Text = text, Charset = TextCharset.Find(name) });

        var part = (TextPart)Composed.Parse(message).Body!;
        Assert.Equal(charset, part.ContentType.Charset);
        Assert.Equal(text, part.GetText(TextCharset.Find(charset)).TrimEnd('\r', '\n'));
    }

    [Theory]
    [InlineData("no-such-charset")]
    [InlineData("99999")]
    [InlineData("70000")]
    public void An_unknown_charset_is_refused(string name) =>
        Assert.ThrowsAny<ArgumentException>(() => TextCharset.Find(name));

    [Fact]
    public void Alternatives_inline_images_and_files_nest_as_readers_expect()
    {
        using OutgoingMessage message = _composer.Compose(s_draft with
        {
            Html = "<img src=\"cid:logo\">",
            InlineAttachments = [new InlineAttachment("logo", new SmtpAttachment([0x89, .. "PNG\r\n"u8], "logo"))],
            Attachments = [new SmtpAttachment("1,2"u8.ToArray(), "data.csv")],
        });

        var mixed = Assert.IsType<Multipart>(Composed.Parse(message).Body, exactMatch: false);
        var alternative = Assert.IsType<MultipartAlternative>(mixed[0]);
        var related = Assert.IsType<MultipartRelated>(alternative[1]);
        Assert.Equal("mixed", mixed.ContentType.MediaSubtype);
        Assert.Equal("text/html", related.ContentType.Parameters["type"]);
        Assert.Equal("text/html", related.Root!.ContentType.MimeType);
        Assert.Equal("logo", related[1].ContentId);
        Assert.Equal("image/png", related[1].ContentType.MimeType);
        Assert.Equal("inline", related[1].ContentDisposition!.Disposition);
        Assert.Equal("1,2"u8.ToArray(), Composed.Decode(mixed[1]));
    }

    [Fact]
    public void A_local_part_beyond_ascii_makes_the_header_utf8_and_nothing_else_does()
    {
        using OutgoingMessage utf8 = _composer.Compose(s_draft with { To = ["Jürgen <jürgen@müller.example>"], Text = "ü" });
        using OutgoingMessage ascii = _composer.Compose(s_draft with { To = ["Jürgen <jurgen@müller.example>"], Subject = "ü" });

        Assert.True(utf8.Content.HasUtf8Header);
        Assert.Contains("jürgen@", Composed.Text(utf8));
        Assert.False(ascii.Content.HasUtf8Header);
        Assert.Contains("<jurgen@xn--mller-kva.example>", Composed.Text(ascii));
        AssertSevenBitLines(Composed.Bytes(ascii));
    }

    [Theory]
    [InlineData("word ", 600)]
    [InlineData("wörd ", 600)]
    [InlineData("x", 3000)]
    [InlineData("ü", 3000)]
    public void A_long_subject_is_folded(string piece, int count)
    {
        string subject = string.Concat(Enumerable.Repeat(piece, count)).Trim();
        using OutgoingMessage message = _composer.Compose(s_draft with { Subject = subject });

        AssertSevenBitLines(Composed.Bytes(message));
        Assert.Equal(subject, Composed.Parse(message).Subject);
    }

    [Theory]
    [InlineData("word ", 600)]
    [InlineData("ü", 3000)]
    [InlineData("x", 3000)]
    public void A_long_value_of_another_field_is_folded(string piece, int count)
    {
        string value = string.Concat(Enumerable.Repeat(piece, count)).Trim();
        using OutgoingMessage message = _composer.Compose(s_draft with { Headers = [new MessageHeader("X-Long", value)] });

        AssertSevenBitLines(Composed.Bytes(message));
        Assert.Equal(value, Composed.Parse(message).Headers["X-Long"]);
    }

    [Fact]
    public void Many_recipients_are_folded()
    {
        string[] to = [.. Enumerable.Range(0, 500).Select(number => $"Recipient {number} <r{number}@example.net>")];
        using OutgoingMessage message = _composer.Compose(s_draft with { To = to });

        AssertSevenBitLines(Composed.Bytes(message));
        Assert.Equal(500, message.Recipients.Count);
        Assert.Equal(500, Composed.Parse(message).To.Count);
    }

    public static TheoryData<string, SmtpAttachment> BadAttachments
    {
        get
        {
            byte[] content = [1];
            return new TheoryData<string, SmtpAttachment>
            {
                { "name with a line break", new SmtpAttachment(content, "a\r\nBcc: eve@example.org") },
                { "name with NUL", new SmtpAttachment(content, "a\0.txt") },
                { "no name", new SmtpAttachment(content, string.Empty) },
                { "type with a line break", new SmtpAttachment(content, "a") { ContentType = "text/plain\r\nX: y" } },
                { "no type", new SmtpAttachment(content, "a") { ContentType = "nonsense" } },
                { "composite type", new SmtpAttachment(content, "a") { ContentType = "message/rfc822" } },
                { "charset with a line break", new SmtpAttachment(content, "a") { ContentType = "text/plain", Charset = "x\ny" } },
            };
        }
    }

    [Theory]
    [MemberData(nameof(BadAttachments), DisableDiscoveryEnumeration = true)]
    public void An_attachment_whose_description_would_change_the_message_is_refused(string what, SmtpAttachment attachment)
    {
        var failure = Assert.Throws<SmtpAdminException>(() => _composer.Compose(s_draft with { Attachments = [attachment] }));

        Assert.True(failure.Kind == ErrorKind.AttachmentInvalid, what);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Theory]
    [InlineData("a>\r\nX: y")]
    [InlineData("a b")]
    [InlineData("<a>")]
    [InlineData("")]
    [InlineData("ü")]
    public void An_inline_id_that_is_none_is_refused(string id)
    {
        MessageDraft draft = s_draft with
        {
            Html = "x",
            InlineAttachments = [new InlineAttachment(id, new SmtpAttachment([1], "a.png"))],
        };

        Assert.Equal(ErrorKind.AttachmentInvalid, Assert.Throws<SmtpAdminException>(() => _composer.Compose(draft)).Kind);
    }

    [Fact]
    public void An_inline_image_without_html_is_refused()
    {
        MessageDraft draft = s_draft with { InlineAttachments = [new InlineAttachment("a", new SmtpAttachment([1], "a.png"))] };

        Assert.Equal(ErrorKind.AttachmentInvalid, Assert.Throws<SmtpAdminException>(() => _composer.Compose(draft)).Kind);
    }

    [Fact]
    public void A_locked_file_is_an_unreadable_attachment()
    {
        string path = _folder.Write("locked.txt", [1]);
        using FileStream locked = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        var failure = Assert.Throws<SmtpAdminException>(() => _composer.Compose(s_draft with { Attachments = [new(path)] }));

        Assert.Equal(ErrorKind.AttachmentUnreadable, failure.Kind);
    }

    [Fact]
    public void A_stream_that_cannot_seek_is_read_once_for_all_messages()
    {
        byte[] small = [.. Enumerable.Range(0, 1000).Select(number => (byte)number)];
        byte[] large = new byte[3 * 1024 * 1024];
        new Random(1).NextBytes(large);
        foreach (byte[] content in (byte[][])[small, large])
        {
            using var stream = new UnseekableStream(content);
            MessageDraft draft = s_draft with { Attachments = [new SmtpAttachment(stream, "a.bin")] };
            for (int i = 0; i < 2; i++)
            {
                using OutgoingMessage message = _composer.Compose(draft);
                var mixed = Assert.IsType<Multipart>(Composed.Parse(message).Body, exactMatch: false);
                Assert.Equal(content, Composed.Decode(mixed[1]));
            }
        }
    }

    [Fact]
    public async Task A_large_attachment_is_streamed_and_written_twice_the_same()
    {
        const int Length = 100 * 1024 * 1024;
        string path = _folder.Combine("large.bin");
        await using (FileStream file = File.Create(path))
        {
            byte[] block = new byte[1024 * 1024];
            new Random(7).NextBytes(block);
            for (int i = 0; i < Length / block.Length; i++)
            {
                file.Write(block);
            }
        }

        // Composing goes through the whole message once, on this thread: other tests do not count.
        long before = GC.GetAllocatedBytesForCurrentThread();
        using OutgoingMessage message = _composer.Compose(s_draft with { Attachments = [new(path)] });
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        using var first = new HashingStream();
        using var second = new HashingStream();
        await message.Content.WriteToAsync(first, TestContext.Current.CancellationToken);
        await message.Content.WriteToAsync(second, TestContext.Current.CancellationToken);

        Assert.Equal(message.Content.Size, first.Count);
        Assert.True(first.Count > Length / 3 * 4);
        Assert.Equal(first.Hash(), second.Hash());
        Assert.True(allocated < 32 * 1024 * 1024, $"{allocated} bytes were allocated");
    }

    [Theory]
    [InlineData("shorter")]
    [InlineData("longer")]
    [InlineData("other")]
    [InlineData("gone")]
    public async Task A_file_that_changes_is_never_sent_otherwise_than_measured(string change)
    {
        string path = _folder.Write("large.bin", new byte[2 * 1024 * 1024]);
        using OutgoingMessage message = _composer.Compose(s_draft with { Attachments = [new(path)] });
        switch (change)
        {
            case "shorter":
                File.WriteAllBytes(path, new byte[1024]);
                break;
            case "longer":
                File.WriteAllBytes(path, new byte[3 * 1024 * 1024]);
                break;
            case "other":
                File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddMinutes(1));
                break;
            default:
                File.Delete(path);
                break;
        }

        var failure = await Assert.ThrowsAsync<SmtpAdminException>(
            () => message.Content.WriteToAsync(Stream.Null, TestContext.Current.CancellationToken));

        Assert.Equal(ErrorKind.AttachmentUnreadable, failure.Kind);
    }

    [Fact]
    public void A_signer_sees_the_message_before_its_bytes_are_fixed()
    {
        using OutgoingMessage message = new MessageComposer(TimeProvider.System, new MarkingSigner()).Compose(s_draft);

        Assert.Contains("X-Signed: Report", Composed.Text(message));
    }

    private static bool HasCodePages()
    {
        try
        {
            TextCharset.Find("windows-1252");
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static void AssertSevenBitLines(byte[] bytes)
    {
        string text = Encoding.UTF8.GetString(bytes);
        Assert.EndsWith("\r\n", text);
        Assert.All(bytes, value => Assert.True(value is > 0 and < 128));
        IEnumerable<string> lines = text.Split("\r\n");
        Assert.DoesNotContain(lines, line => line.Length > 998 || line.Contains('\r') || line.Contains('\n'));
    }

    private sealed class MarkingSigner : IMessageSigner
    {
        public void Sign(MimeMessage message, IReadOnlyList<MailAddress> recipients) =>
            message.Headers.Add("X-Signed", message.Subject!);

        public IReadOnlyList<string> SignBytes(Stream message) => ["X-Signed: bytes\r\n"];
    }
}
