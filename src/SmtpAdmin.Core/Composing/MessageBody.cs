using System;
using System.Collections.Generic;
using MimeKit;

namespace SmtpAdmin.Core.Composing;

/// <summary>
/// Builds the MIME tree: text, HTML, both as alternatives, images that the HTML shows, and files beside them (RFC 2046,
/// section 5.1; RFC 2387).
/// </summary>
internal static class MessageBody
{
    /// <summary>Builds the body of a draft.</summary>
    /// <exception cref="SmtpAdminException">An attachment cannot be read or used.</exception>
    public static MimeEntity Build(MessageDraft draft)
    {
        MimeEntity content = BuildContent(draft);
        return draft.Attachments.Count == 0
            ? content
            : Join(new Multipart("mixed"), content, draft.Attachments, AttachmentPart.Create);
    }

    private static MimeEntity BuildContent(MessageDraft draft)
    {
        if (draft.Html is null)
        {
            return draft.InlineAttachments.Count == 0
                ? TextBody.Create("plain", draft.Text ?? string.Empty, draft.Charset)
                : throw new SmtpAdminException(
                    ErrorKind.AttachmentInvalid, "There are inline attachments and no HTML that could show them.");
        }

        MimeEntity rich = TextBody.Create("html", draft.Html, draft.Charset);
        if (draft.InlineAttachments.Count > 0)
        {
            var related = new MultipartRelated();
            related.ContentType.Parameters.Add("type", "text/html");
            rich = Join(related, rich, draft.InlineAttachments, AttachmentPart.CreateInline);
        }

        // The last alternative is the one that a reader prefers (RFC 2046, section 5.1.4).
        return draft.Text is null
            ? rich
            : new MultipartAlternative(TextBody.Create("plain", draft.Text, draft.Charset), rich);
    }

    private static Multipart Join<T>(Multipart whole, MimeEntity first, IReadOnlyList<T> items, Func<T, MimeEntity> create)
    {
        whole.Add(first);
        try
        {
            foreach (T item in items)
            {
                whole.Add(create(item));
            }
        }
        catch
        {
            whole.Dispose();
            throw;
        }

        return whole;
    }
}
