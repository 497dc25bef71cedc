using System;
using System.Collections.Generic;
using System.IO;
using System.Text;

namespace SmtpAdmin.Relay.Delivery.Reports;

/// <summary>
/// Writes a delivery status notification: a multipart/report (RFC 6522) of a text for people, the fields of RFC 3464
/// for programs, and what comes back of the message.
/// </summary>
internal static class ReportWriter
{
    /// <param name="report">What to report.</param>
    /// <param name="id">The id of the report's own message.</param>
    /// <param name="boundary">A boundary that nobody could foresee.</param>
    public static byte[] Write(DeliveryReport report, string id, string boundary)
    {
        var content = new MemoryStream();
        string encoding = report.Content.Is8Bit ? "Content-Transfer-Encoding: 8bit\r\n" : string.Empty;
        Append(
            content,
            $"From: Mail Delivery <postmaster@{report.HostName}>\r\n"
            + $"To: <{report.Envelope.ReversePath}>\r\n"
            + $"Subject: {SubjectOf(report.Kind)}\r\n"
            + $"Date: {ReportText.Date(report.Now)}\r\n"
            + $"Message-ID: <{id}@{report.HostName}>\r\n"
            + "Auto-Submitted: auto-replied\r\n"
            + "MIME-Version: 1.0\r\n"
            + "Content-Type: multipart/report; report-type=delivery-status;\r\n"
            + $"\tboundary=\"{boundary}\"\r\n{encoding}\r\n"
            + "This is a message with several parts in MIME format.\r\n\r\n"
            + $"--{boundary}\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n{TextFor(report)}\r\n"
            + $"--{boundary}\r\nContent-Type: message/delivery-status\r\n\r\n{FieldsFor(report)}\r\n");
        if (report.Content.Bytes.Length > 0)
        {
            Append(content, $"--{boundary}\r\nContent-Type: {ContentType(report)}\r\n{encoding}\r\n");
            content.Write(report.Content.Bytes);
            Append(content, report.Content.Bytes.AsSpan().EndsWith("\r\n"u8) ? "\r\n" : "\r\n\r\n");
        }

        Append(content, $"--{boundary}--\r\n");
        return content.ToArray();
    }

    private static string SubjectOf(ReportKind kind) => kind switch
    {
        ReportKind.Failed => "Your message could not be delivered",
        ReportKind.Delayed => "Your message is not delivered yet",
        _ => "Your message was passed on",
    };

    // Media types: RFC 6522, section 3; for a message with UTF-8 in its header RFC 6533, section 5.
    private static string ContentType(DeliveryReport report) => (report.Content.IsWhole, report.Envelope.IsUtf8) switch
    {
        (true, true) => "message/global",
        (true, false) => "message/rfc822",
        (false, true) => "message/global-headers",
        (false, false) => "text/rfc822-headers",
    };

    private static string TextFor(DeliveryReport report)
    {
        string introduction = report.Kind switch
        {
            ReportKind.Failed => "the message below could not be delivered to these recipients:",
            ReportKind.Delayed => "the message below has not been delivered to these recipients yet. Attempts go on "
                + $"until {ReportText.Date(report.RetryUntil)}; you need not send it again:",
            _ => "the message below was passed on for these recipients to servers that send no confirmation:",
        };
        var text = new StringBuilder();
        text.Append(ReportText.Wrap($"This is the mail relay {report.HostName}: {introduction}", string.Empty));
        text.Append("\r\n");
        foreach (ReportedRecipient recipient in report.Recipients)
        {
            text.Append("\r\n").Append(ReportText.Wrap($"<{ReportText.Plain(recipient.Address)}>", string.Empty));
            text.Append("\r\n    ").Append(ReportText.Wrap(Explain(recipient), "    ")).Append("\r\n");
        }

        return text.ToString();
    }

    private static string Explain(ReportedRecipient recipient) => ReportText.Plain(recipient switch
    {
        { Reply: { } reply, Server: { } server } => $"{server} said: {reply}",
        { Reply: { } reply } => $"The server said: {reply}",
        _ => recipient.Error ?? "No attempt was made.",
    });

    private static string FieldsFor(DeliveryReport report)
    {
        var fields = new StringBuilder();
        if (report.Envelope.EnvelopeId is { } envelopeId)
        {
            fields.Append(ReportText.Field("Original-Envelope-Id", envelopeId));
        }

        fields.Append(ReportText.Field("Reporting-MTA", $"dns; {report.HostName}"));
        fields.Append(ReportText.Field("Arrival-Date", ReportText.Date(report.Envelope.ReceivedAt)));
        foreach (ReportedRecipient recipient in report.Recipients)
        {
            fields.Append("\r\n");
            foreach ((string name, string value) in FieldsFor(report, recipient))
            {
                fields.Append(ReportText.Field(name, value));
            }
        }

        return fields.ToString();
    }

    private static IEnumerable<(string Name, string Value)> FieldsFor(DeliveryReport report, ReportedRecipient recipient)
    {
        if (recipient.OriginalRecipient is { } original)
        {
            yield return ("Original-Recipient", ReportText.OriginalRecipient(original));
        }

        yield return ("Final-Recipient", ReportText.Address(recipient.Address));
        yield return ("Action", report.Kind.ToString().ToLowerInvariant());
        yield return ("Status", recipient.Status.ToString());
        if (recipient.Server is { } server)
        {
            yield return ("Remote-MTA", $"dns; {server}");
        }

        if (recipient.Reply is { } reply)
        {
            yield return ("Diagnostic-Code", $"smtp; {reply}");
        }
        else if (recipient.Error is { } error)
        {
            yield return ("Diagnostic-Code", $"X-SmtpAdmin; {error}");
        }

        if (report.Kind == ReportKind.Delayed)
        {
            yield return ("Will-Retry-Until", ReportText.Date(report.RetryUntil));
        }
        else
        {
            yield return ("Last-Attempt-Date", ReportText.Date(report.Now));
        }
    }

    // Only a reverse-path may have characters beyond ASCII, and its report goes out with SMTPUTF8 for that.
    private static void Append(MemoryStream content, string text) => content.Write(Encoding.UTF8.GetBytes(text));
}
