using System;
using System.Collections.Generic;
using System.Linq;
using MimeKit;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Composing;

/// <summary>Fills in the header fields that a draft asks for beside addresses, subject, date and id.</summary>
internal static class MessageFields
{
    private const string HttpsPrefix = "https:";

    /// <exception cref="SmtpAdminException">A field cannot be set as the draft wants it.</exception>
    public static void Add(MimeMessage message, MessageDraft draft)
    {
        SetPriority(message, draft.Priority);
        if (draft.ReadReceiptTo.Count > 0)
        {
            var mailboxes = new InternetAddressList(MimeMailbox.FromAll(AddressTexts.ReadAll(draft.ReadReceiptTo)));
            message.Headers.Add(HeaderId.DispositionNotificationTo, mailboxes.ToString(encode: true));
        }

        if (draft.ListUnsubscribe.Count > 0 || draft.IsOneClick)
        {
            AddUnsubscribe(message, draft);
        }

        foreach (MessageHeader header in draft.Headers)
        {
            message.Headers.Add(HeaderRules.ToField(header));
        }
    }

    // Two fields, since readers differ in which of them they show.
    private static void SetPriority(MimeMessage message, MessagePriority priority)
    {
        if (priority == MessagePriority.High)
        {
            message.Importance = MessageImportance.High;
            message.XPriority = XMessagePriority.High;
        }
        else if (priority == MessagePriority.Low)
        {
            message.Importance = MessageImportance.Low;
            message.XPriority = XMessagePriority.Low;
        }
    }

    private static void AddUnsubscribe(MimeMessage message, MessageDraft draft)
    {
        List<string> uris = [.. draft.ListUnsubscribe.Select(ReadUri)];
        message.Headers.Add("List-Unsubscribe", string.Join(", ", uris.Select(uri => $"<{uri}>")));
        if (!draft.IsOneClick)
        {
            return;
        }

        // RFC 8058, section 3.1: the header has one https URI at least.
        if (!uris.Exists(uri => uri.StartsWith(HttpsPrefix, StringComparison.OrdinalIgnoreCase)))
        {
            throw new SmtpAdminException(
                ErrorKind.MessageOptionsInvalid, "One click needs an https URI to unsubscribe, and there is none.");
        }

        message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
    }

    private static string ReadUri(string text)
    {
        HeaderRules.CheckValue("List-Unsubscribe", text);
        bool isUri = Uri.TryCreate(text.Trim(), UriKind.Absolute, out Uri? uri)
            && uri.Scheme is "https" or "http" or "mailto"
            && uri.AbsoluteUri.All(character => character is > ' ' and < '\x7F' and not ('<' or '>'));

        // RFC 2369, section 2: a comma divides the URIs, so within one it is written as %2C.
        return isUri
            ? uri!.AbsoluteUri.Replace(",", "%2C")
            : throw new SmtpAdminException(
                ErrorKind.HeaderInvalid, $"'{PrintableText.From(text)}' is no https or mailto URI to unsubscribe.");
    }
}
