using System;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using MimeKit;
using SmtpAdmin.Relay.Delivery.Reports;
using SmtpAdmin.Relay.Tests.Queue;
using SmtpAdmin.Testing.Peers;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Delivery.Reports;

/// <summary>What programs that know RFC 3464 read in the relay's reports.</summary>
public sealed class ReportWriterTests
{
    private const string Original = "Subject: x\r\nX-Own: 1\r\n\r\nText\r\n";

    // Prints each part's type, then the fields of the report, then the subject of what came back.
    private const string PythonReader =
        """
        import sys, email
        m = email.message_from_bytes(open(sys.argv[1], "rb").read())
        print(m.get_content_type(), m.get_param("report-type"), m.defects, m["Auto-Submitted"])
        for part in m.get_payload():
            print(part.get_content_type(), part.defects)
        for block in m.get_payload()[1].get_payload():
            for name, value in block.items():
                print(name + "=" + " ".join(value.split()))
        back = m.get_payload()[2]
        print("back", back.get_payload()[0]["Subject"] if back.is_multipart() else back.get_payload().split("\n")[0])
        """;

    [Theory]
    [InlineData(DeliveryReturn.Full)]
    [InlineData(DeliveryReturn.Headers)]
    public void MimeKit_reads_every_part(DeliveryReturn content)
    {
        MultipartReport report = Parse(Report(ReportKind.Failed, content));

        Assert.Equal("delivery-status", report.ReportType);
        Assert.IsType<TextPart>(report[0]);
        HeaderListCollection groups = Assert.IsType<MessageDeliveryStatus>(report[1]).StatusGroups;
        Assert.Equal(3, groups.Count);
        Assert.Equal("QQ 314", groups[0]["Original-Envelope-Id"]);
        Assert.Equal("dns; relay.example.org", groups[0]["Reporting-MTA"]);
        Assert.Equal("failed", groups[1]["Action"]);
        Assert.Equal("5.1.1", groups[1]["Status"]);
        Assert.Equal("rfc822; anna@example.com", groups[1]["Final-Recipient"]);
        Assert.Equal("rfc822; Anna.Old@example.com", groups[1]["Original-Recipient"]);
        Assert.Equal("dns; mx.example.com", groups[1]["Remote-MTA"]);
        Assert.Equal("smtp; 550 5.1.1 No such user", groups[1]["Diagnostic-Code"]);
        Assert.Equal("5.4.7", groups[2]["Status"]);
        Assert.Equal(
            content == DeliveryReturn.Full ? "message/rfc822" : "text/rfc822-headers", report[2].ContentType.MimeType);
    }

    [Fact]
    public async Task Pythons_email_package_reads_the_same()
    {
        string python = await new PythonModule("email", "python3").FindPythonOrSkipAsync();
        using var folder = new TemporaryFolder();
        string path = folder.Combine("report.eml");
        await File.WriteAllBytesAsync(
            path, Report(ReportKind.Failed, DeliveryReturn.Full), TestContext.Current.CancellationToken);

        ToolResult result = await ToolRun.RunAsync(python, ["-c", PythonReader, path]);

        string[] lines = result.Output.ReplaceLineEndings("\n").Split('\n');
        Assert.Equal("multipart/report delivery-status [] auto-replied", lines[0]);
        Assert.Equal(["text/plain []", "message/delivery-status []", "message/rfc822 []"], lines[1..4]);
        Assert.Contains("Final-Recipient=rfc822; anna@example.com", lines);
        Assert.Contains("Diagnostic-Code=smtp; 550 5.1.1 No such user", lines);
        Assert.Contains("back x", lines);
    }

    [Theory]
    [InlineData(ReportKind.Failed, "failed")]
    [InlineData(ReportKind.Delayed, "delayed")]
    [InlineData(ReportKind.Relayed, "relayed")]
    public void Each_kind_has_its_action_and_a_delay_says_until_when(object kind, string action)
    {
        MultipartReport report = Parse(Report((ReportKind)kind, DeliveryReturn.Headers));

        HeaderList group = Assert.IsType<MessageDeliveryStatus>(report[1]).StatusGroups[1];
        Assert.Equal(action, group["Action"]);
        Assert.Equal((ReportKind)kind == ReportKind.Delayed, group.Contains("Will-Retry-Until"));
    }

    [Fact]
    public void Nothing_that_a_peer_said_adds_a_field_or_ends_a_part()
    {
        const string Attack = "x\r\nAction: delivered\r\n\r\n--B1--\r\n\u0085\0\u2028y";
        DeliveryReport report = Sample(ReportKind.Failed, DeliveryReturn.Headers) with
        {
            Recipients =
            [
                new ReportedRecipient("anna@example.com", "rfc822;" + Attack, new EnhancedStatusCode(5, 0, 0))
                {
                    Server = Attack,
                    Reply = new SmtpReply { Code = 550, Lines = [Attack, Attack] },
                },
            ],
        };
        report = report with { Envelope = report.Envelope with { EnvelopeId = Attack } };

        byte[] bytes = ReportWriter.Write(report, "R1", "B1");

        string[] lines = Encoding.Latin1.GetString(bytes).Split("\r\n");
        Assert.DoesNotContain(lines, line => line.StartsWith("Action: delivered", StringComparison.Ordinal));
        Assert.Equal(3, lines.Count(line => line == "--B1"));
        Assert.Single(lines, line => line == "--B1--");
        Assert.All(lines, line => Assert.All(line, c => Assert.InRange(c, '\t', '~')));
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 998));
    }

    [Fact]
    public void An_address_beyond_ascii_is_written_as_RFC_6533_has_it()
    {
        DeliveryReport report = Sample(ReportKind.Failed, DeliveryReturn.Headers) with
        {
            Recipients = [new ReportedRecipient("j\u00fcrgen+x@example.com", null, new EnhancedStatusCode(5, 6, 7))],
        };

        string text = Encoding.UTF8.GetString(ReportWriter.Write(report, "R1", "B1"));

        Assert.Contains("Final-Recipient: utf-8; j\\x{FC}rgen\\x{2B}x@example.com\r\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Content_beyond_ascii_is_declared_at_its_part_and_above()
    {
        DeliveryReport report = Sample(ReportKind.Failed, DeliveryReturn.Full) with
        {
            Content = new ReturnedContent(Encoding.Latin1.GetBytes("Subject: \u00e4\r\n\r\nx"), IsWhole: true),
        };

        string text = Encoding.Latin1.GetString(ReportWriter.Write(report, "R1", "B1"));

        Assert.Equal(3, text.Split("Content-Transfer-Encoding: 8bit").Length);
        Assert.EndsWith("\u00e4\r\n\r\nx\r\n\r\n--B1--\r\n", text, StringComparison.Ordinal);
    }

    private static MultipartReport Parse(byte[] report) =>
        Assert.IsType<MultipartReport>(MimeMessage.Load(new MemoryStream(report)).Body);

    private static byte[] Report(ReportKind kind, DeliveryReturn content) =>
        ReportWriter.Write(Sample(kind, content), "R1", "=_boundary");

    private static DeliveryReport Sample(ReportKind kind, DeliveryReturn content)
    {
        bool isWhole = content == DeliveryReturn.Full;
        string returned = isWhole ? Original : Original[..Original.IndexOf("\r\n\r\n", StringComparison.Ordinal)];
        var now = new DateTimeOffset(2026, 1, 2, 8, 0, 0, TimeSpan.Zero);
        return new DeliveryReport
        {
            Kind = kind,
            Envelope = QueueFolder.Envelope("M1") with { EnvelopeId = "QQ 314" },
            HostName = "relay.example.org",
            Now = now,
            RetryUntil = now.AddDays(5),
            Content = new ReturnedContent(Encoding.ASCII.GetBytes(returned), isWhole),
            Recipients =
            [
                new ReportedRecipient(
                    "anna@example.com", "rfc822;Anna.Old@example.com", new EnhancedStatusCode(5, 1, 1))
                {
                    Server = "mx.example.com",
                    Reply = new SmtpReply
                    {
                        Code = 550, EnhancedStatus = new EnhancedStatusCode(5, 1, 1), Lines = ["No such user"],
                    },
                },
                new ReportedRecipient("bert@example.com", null, ReportStatus.Expired) { Error = "It waited too long." },
            ],
        };
    }
}
