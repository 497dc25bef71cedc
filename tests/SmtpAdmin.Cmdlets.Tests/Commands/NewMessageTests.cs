using System;
using System.Linq;
using System.Text;
using SmtpAdmin.Cmdlets.Tests.Engine;
using SmtpAdmin.Testing.Peers;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Commands;

public sealed class NewMessageTests : IDisposable
{
    private readonly HostedEngine _engine = HostedEngine.WithModule();
    private readonly TemporaryFolder _folder = new();

    public NewMessageTests() => _engine.Run("$of = @{ From = 'a@example.com'; To = 'b@example.net' }").ThrowIfFailed();

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_message_is_composed_and_not_sent()
    {
        SmtpMessage message = New("-Subject Report -Body Hello -Bcc c@example.net -EnvelopeFrom '<>'");

        Assert.Equal(("a@example.com", "Report", string.Empty), (message.From, message.Subject, message.EnvelopeFrom));
        Assert.Equal(["b@example.net", "c@example.net"], message.Recipients);
        Assert.Contains("Subject: Report\r\n", Text(message));
        Assert.Equal(message.Size, message.ToBytes().Length);
    }

    [Theory]
    [InlineData("-Encoding ASCII")]
    [InlineData("-BE Unicode")]
    [InlineData("-Encoding 28591")]
    [InlineData("-Encoding ([Text.Encoding]::UTF8)")]
    [InlineData("-DNO OnSuccess, OnFailure")]
    [InlineData("-DNO 'OnSuccess, Delay'")]
    [InlineData("-DeliveryNotificationOption 'None' -Priority High -BodyAsHtml")]
    [InlineData("-ReadReceiptTo r@example.com -ListUnsubscribe 'https://example.com/u?a,b', mailto:u@example.com -OneClick")]
    [InlineData("-Header @{ 'X-A' = 1, 2; 'X-B' = 'b' } -Date '2026-01-02 03:04' -MessageId '<1@example.com>'")]
    [InlineData("-Html '<img src=\"cid:i\">' -Inline @{ i = [byte[]](1, 2) } -Attachment @{ Content = 'x'; Name = 'x.txt' }")]
    public void Parameters_are_taken(string parameters) => Assert.Equal("s", New("-Subject s -Body x " + parameters).Subject);

    [Fact]
    public void Attachments_come_from_paths_files_bytes_and_streams()
    {
        string path = _folder.Write("a.txt", [65]);
        string text = Text(_engine.Run(
            "New-SmtpMessage @of -Attachment $path, ([IO.FileInfo]$path), @{ Content = [byte[]](66); Name = 'b.bin' },"
            + " @{ Content = [IO.MemoryStream]::new([byte[]](67)); Name = 'c.bin'; ContentType = 'application/x-c' },"
            + " ([SmtpAdmin.SmtpAttachment]@{ Path = $path; Name = 'd.txt' })",
            ("path", path)).Single<SmtpMessage>());

        Assert.Equal(2, text.Split("filename=a.txt").Length - 1);
        Assert.All(["filename=b.bin", "filename=c.bin", "application/x-c", "filename=d.txt"], part => Assert.Contains(part, text));
    }

    [Theory]
    [InlineData("-Attachment /no/such/file", ErrorKind.AttachmentUnreadable)]
    [InlineData("-Attachment @{ Name = 'x' }", ErrorKind.AttachmentInvalid)]
    [InlineData("-Attachment @{ Content = 1; Name = 'x' }", ErrorKind.AttachmentInvalid)]
    [InlineData("-Attachment 5", ErrorKind.AttachmentInvalid)]
    [InlineData("-OneClick -ListUnsubscribe mailto:u@example.com", ErrorKind.MessageOptionsInvalid)]
    [InlineData("-DNO Never, Delay", ErrorKind.MessageOptionsInvalid)]
    [InlineData("-ListUnsubscribe nonsense", ErrorKind.HeaderInvalid)]
    [InlineData("-MessageId 'a b'", ErrorKind.HeaderInvalid)]
    [InlineData("-ReadReceiptTo nobody", ErrorKind.AddressInvalid)]
    [InlineData("-Template -Html '{{Nobody}}'", ErrorKind.PlaceholderUnknown)]
    [InlineData("-Template -Body '{{'", ErrorKind.TemplateInvalid)]
    [InlineData("-BodyAsHtml -Html x -Body y", ErrorKind.BodyAmbiguous)]
    public void What_cannot_be_composed_is_an_error(string parameters, ErrorKind kind)
    {
        EngineResult result = _engine.Run("New-SmtpMessage @of " + parameters);

        Assert.StartsWith($"{kind},", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void A_template_is_filled_from_each_object_and_a_bad_row_stops_no_other()
    {
        EngineResult result = _engine.Run(
            "[pscustomobject]@{ Name = 'A & B'; Sum = 1.5 }, [pscustomobject]@{ Sum = 2 }, @{ name = \"x`r`nBcc: e@example.org\"; sum = 3 },"
            + " @{ Name = 'C'; Sum = 4 } | New-SmtpMessage @of -Template -Subject 'To {{Name}}' -Html '<p>{{ name }} {{Sum}}</p>'");

        SmtpMessage[] messages = [.. result.Output.OfType<SmtpMessage>()];
        Assert.Equal(["To A & B", "To C"], messages.Select(message => message.Subject));
        Assert.Contains("<p>A &amp; B 1.5</p>", Text(messages[0]));
        Assert.Equal(["PlaceholderUnknown", "HeaderInvalid"], result.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]));
    }

    [Theory]
    [InlineData("''")]
    [InlineData("$null")]
    public void A_property_without_a_value_is_as_good_as_absent(string nothing)
    {
        string names = string.Concat(new[]
        {
            "Cc", "Bcc", "ReplyTo", "Html", "Attachment", "Priority", "Encoding", "DeliveryNotificationOption", "DeliveryReturn",
            "EnvelopeId", "EnvelopeFrom", "ReadReceiptTo", "ListUnsubscribe", "MessageId", "Date",
        }.Select(name => $"{name} = {nothing};"));
        EngineResult result = _engine.Run($"[pscustomobject]@{{ Subject = 's'; {names} }} | New-SmtpMessage @of");

        Assert.Empty(result.Errors);
        Assert.Equal("a@example.com", result.Single<SmtpMessage>().EnvelopeFrom);
    }

    [Fact]
    public void Files_are_read_by_wildcard_and_by_name_and_one_bad_file_stops_no_other()
    {
        byte[] mail = Encoding.ASCII.GetBytes("From: c@example.com\r\nTo: d@example.net\r\nSubject: stored\r\n\r\nx\r\n");
        _folder.Write("[1].eml", mail);
        _folder.Write("2.eml", mail);
        _folder.Write("3.eml", Encoding.ASCII.GetBytes("no message"));

        EngineResult all = _engine.Run("New-SmtpMessage -Path \"$folder/*.eml\"", ("folder", _folder.Path));
        SmtpMessage one = _engine.Run("New-SmtpMessage -LiteralPath \"$folder/[1].eml\"", ("folder", _folder.Path)).Single<SmtpMessage>();

        Assert.Equal(2, all.Output.Count);
        Assert.StartsWith("MessageUnreadable,", Assert.Single(all.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(mail, one.ToBytes());
    }

    private SmtpMessage New(string parameters) => _engine.Run("New-SmtpMessage @of " + parameters).Single<SmtpMessage>();

    private static string Text(SmtpMessage message) => Encoding.UTF8.GetString(message.ToBytes());
}
