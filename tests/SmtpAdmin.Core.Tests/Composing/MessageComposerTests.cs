using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using MimeKit;
using SmtpAdmin.Core.Composing;
using Xunit;

namespace SmtpAdmin.Core.Tests.Composing;

public sealed class MessageComposerTests : IDisposable
{
    private static readonly MessageDraft s_draft = new()
    {
        From = "Anna <anna@example.com>",
        To = ["bert@example.net"],
        Subject = "Report",
        Text = "Hello",
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("smtpadmin").FullName;
    private readonly MessageComposer _composer = new(TimeProvider.System);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Text_alone_is_text_plain_in_utf8()
    {
        using OutgoingMessage message = _composer.Compose(s_draft with { Text = "Grüße" });

        var body = Assert.IsType<TextPart>(Composed.Parse(message).Body);
        Assert.Equal("text/plain", body.ContentType.MimeType);
        Assert.Equal("utf-8", body.ContentType.Charset);
        Assert.Equal("Grüße", body.Text);
    }

    [Fact]
    public void Html_alone_is_text_html()
    {
        using OutgoingMessage message = _composer.Compose(s_draft with { Text = null, Html = "<b>x</b>" });

        Assert.Equal("text/html", Assert.IsType<TextPart>(Composed.Parse(message).Body).ContentType.MimeType);
    }

    [Fact]
    public void Text_and_html_are_alternatives_with_html_last()
    {
        using OutgoingMessage message = _composer.Compose(s_draft with { Html = "<b>x</b>" });

        var body = Assert.IsType<MultipartAlternative>(Composed.Parse(message).Body);
        Assert.Equal(["text/plain", "text/html"], body.Select(part => part.ContentType.MimeType));
    }

    [Theory]
    [InlineData("report.pdf", "application/pdf")]
    [InlineData("data.csv", "text/csv")]
    [InlineData("Übersicht.txt", "text/plain")]
    [InlineData("mail.eml", "application/octet-stream")]
    [InlineData("no-extension", "application/octet-stream")]
    public void A_file_is_attached_with_the_type_of_its_extension(string fileName, string type)
    {
        byte[] content = [0, 1, 2, 0xFF];
        using OutgoingMessage message = _composer.Compose(s_draft with { Attachments = [new(WriteFile(fileName, content))] });

        var mixed = Assert.IsType<Multipart>(Composed.Parse(message).Body, exactMatch: false);
        var part = Assert.IsType<MimePart>(mixed[1], exactMatch: false);
        Assert.Equal("multipart/mixed", mixed.ContentType.MimeType);
        Assert.Equal(type, part.ContentType.MimeType);
        Assert.Equal(fileName, part.FileName);
        Assert.True(part.IsAttachment);
        using var decoded = new MemoryStream();
        part.Content!.DecodeTo(decoded, TestContext.Current.CancellationToken);
        Assert.Equal(content, decoded.ToArray());
    }

    [Fact]
    public void A_missing_attachment_refuses_the_message_and_releases_the_others()
    {
        string present = WriteFile("here.txt", [1]);
        MessageDraft draft = s_draft with { Attachments = [new(present), new(Path.Combine(_folder, "gone.txt"))] };

        var failure = Assert.Throws<SmtpAdminException>(() => _composer.Compose(draft));

        Assert.Equal(ErrorKind.AttachmentUnreadable, failure.Kind);
        Assert.Contains("gone.txt", failure.Message);
        using FileStream exclusive = new(present, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }

    [Fact]
    public void A_folder_is_no_attachment()
    {
        var failure = Assert.Throws<SmtpAdminException>(() => _composer.Compose(s_draft with { Attachments = [new(_folder)] }));

        Assert.Equal(ErrorKind.AttachmentUnreadable, failure.Kind);
    }

    [Fact]
    public void Bcc_is_in_the_envelope_and_not_in_the_content()
    {
        using OutgoingMessage message = _composer.Compose(s_draft with { Bcc = ["secret@example.org"] });

        Assert.Equal(["bert@example.net", "secret@example.org"], message.Recipients.Select(to => to.Address));
        Assert.DoesNotContain("secret", Composed.Text(message));
        Assert.DoesNotContain("Bcc", Composed.Text(message));
    }

    [Fact]
    public void A_mailbox_named_twice_receives_once()
    {
        using OutgoingMessage message = _composer.Compose(s_draft with
        {
            To = ["bert@example.net, Carl <carl@example.net>"],
            Cc = ["Bert <BERT@Example.NET>"],
            Bcc = ["carl@example.net"],
        });

        Assert.Equal(["bert@example.net", "carl@example.net"], message.Recipients.Select(to => to.Address));
    }

    [Fact]
    public void Message_id_and_date_are_set_once_and_name_the_senders_domain()
    {
        using OutgoingMessage message = _composer.Compose(s_draft);

        string text = Composed.Text(message);
        Assert.Single(Lines(text), line => line.StartsWith("Message-Id:", StringComparison.OrdinalIgnoreCase));
        Assert.Single(Lines(text), line => line.StartsWith("Date:", StringComparison.OrdinalIgnoreCase));
        Assert.EndsWith("@example.com", message.MessageId);
        Assert.Equal(text, Composed.Text(message));
    }

    [Fact]
    public void Header_fields_hold_the_addresses_with_their_names()
    {
        using OutgoingMessage message = _composer.Compose(s_draft with
        {
            From = "Jürgen Groß <j@müller.example>",
            Cc = ["\"Example, Carl\" <carl@example.net>"],
            ReplyTo = ["help@example.com"],
        });

        Assert.Equal("j@xn--mller-kva.example", message.Sender!.Address);
        Assert.Contains("Cc: \"Example, Carl\" <carl@example.net>", Lines(Composed.Text(message)));
        Assert.Contains("Reply-To: help@example.com", Lines(Composed.Text(message)));
        Assert.Contains(Lines(Composed.Text(message)), line => line.StartsWith("From: =?utf-8?", StringComparison.Ordinal)
            && line.EndsWith("<j@xn--mller-kva.example>", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(MessagePriority.High, "Importance: high", "X-Priority: 2")]
    [InlineData(MessagePriority.Low, "Importance: low", "X-Priority: 4")]
    public void A_priority_is_two_header_fields(MessagePriority priority, string importance, string xPriority)
    {
        using OutgoingMessage message = _composer.Compose(s_draft with { Priority = priority });

        string[] fields = [.. Lines(Composed.Text(message)).Where(IsPriority)];
        Assert.Contains(fields, line => line.StartsWith(importance, StringComparison.OrdinalIgnoreCase));
        Assert.Contains(fields, line => line.StartsWith(xPriority, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void A_normal_priority_says_nothing()
    {
        using OutgoingMessage message = _composer.Compose(s_draft);

        Assert.DoesNotContain(Lines(Composed.Text(message)), IsPriority);
    }

    [Fact]
    public void Further_header_fields_are_added()
    {
        using OutgoingMessage message = _composer.Compose(s_draft with
        {
            Headers = [new MessageHeader("X-Job", "nächtlich"), new MessageHeader("Auto-Submitted", "auto-generated")],
        });

        Assert.Equal("nächtlich", Composed.Parse(message).Headers["X-Job"]);
        Assert.Contains("Auto-Submitted: auto-generated", Lines(Composed.Text(message)));
    }

    [Theory]
    [InlineData("X-Job", "a\r\nBcc: eve@example.org")]
    [InlineData("X-Job", "a\nb")]
    [InlineData("X-Job", "a\0b")]
    [InlineData("X-Job\r\nBcc", "a")]
    [InlineData("X Job", "a")]
    [InlineData("X-Job:", "a")]
    [InlineData("", "a")]
    [InlineData("Größe", "a")]
    [InlineData("bcc", "eve@example.org")]
    [InlineData("FROM", "eve@example.org")]
    [InlineData("Content-Type", "text/html")]
    [InlineData("Resent-To", "eve@example.org")]
    [InlineData("Message-ID", "<a@b>")]
    public void A_header_field_that_would_change_the_message_is_refused(string name, string value)
    {
        MessageDraft draft = s_draft with { Headers = [new MessageHeader(name, value)] };

        Assert.Equal(ErrorKind.HeaderInvalid, Assert.Throws<SmtpAdminException>(() => _composer.Compose(draft)).Kind);
    }

    [Fact]
    public void A_subject_with_a_line_break_is_refused()
    {
        MessageDraft draft = s_draft with { Subject = "a\r\nBcc: eve@example.org" };

        Assert.Equal(ErrorKind.HeaderInvalid, Assert.Throws<SmtpAdminException>(() => _composer.Compose(draft)).Kind);
    }

    public static TheoryData<string?, string?, ErrorKind> Incomplete => new()
    {
        { null, "bert@example.net", ErrorKind.SenderMissing },
        { " ", "bert@example.net", ErrorKind.SenderMissing },
        { "anna@example.com", null, ErrorKind.RecipientMissing },
        { "anna", "bert@example.net", ErrorKind.AddressInvalid },
        { "anna@example.com", "bert", ErrorKind.AddressInvalid },
        { "anna@example.com, b@example.com", "bert@example.net", ErrorKind.AddressInvalid },
    };

    [Theory]
    [MemberData(nameof(Incomplete))]
    public void A_draft_that_lacks_something_is_refused(string? from, string? to, ErrorKind kind)
    {
        MessageDraft draft = s_draft with { From = from, To = to is null ? [] : [to] };

        Assert.Equal(kind, Assert.Throws<SmtpAdminException>(() => _composer.Compose(draft)).Kind);
    }

    private static bool IsPriority(string line) =>
        line.Contains("Priority:", StringComparison.OrdinalIgnoreCase)
        || line.StartsWith("Importance:", StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> Lines(string text) => text.Split('\n').Select(line => line.TrimEnd('\r'));

    private string WriteFile(string name, byte[] content)
    {
        string path = Path.Combine(_folder, name);
        File.WriteAllBytes(path, content);
        return path;
    }
}
