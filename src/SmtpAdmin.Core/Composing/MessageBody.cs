using System.Collections.Generic;
using MimeKit;
using MimeKit.Text;

namespace SmtpAdmin.Core.Composing;

/// <summary>Builds the MIME tree: text, HTML, both as alternatives, and files beside them (RFC 2046, section 5.1).</summary>
internal static class MessageBody
{
    /// <summary>Builds the body of a draft.</summary>
    /// <exception cref="SmtpAdminException">An attachment cannot be read.</exception>
    public static MimeEntity Build(MessageDraft draft)
    {
        MimeEntity content = BuildContent(draft.Text, draft.Html);
        return draft.Attachments.Count == 0 ? content : AttachFiles(content, draft.Attachments);
    }

    private static MimeEntity BuildContent(string? text, string? html)
    {
        if (html is null)
        {
            return CreateText(TextFormat.Plain, text ?? string.Empty);
        }

        TextPart rich = CreateText(TextFormat.Html, html);

        // The last alternative is the one that a reader prefers (RFC 2046, section 5.1.4).
        return text is null ? rich : new MultipartAlternative(CreateText(TextFormat.Plain, text), rich);
    }

    private static Multipart AttachFiles(MimeEntity content, IReadOnlyList<string> paths)
    {
        var mixed = new Multipart("mixed") { content };
        try
        {
            foreach (string path in paths)
            {
                mixed.Add(AttachmentFile.Open(path));
            }
        }
        catch
        {
            mixed.Dispose();
            throw;
        }

        return mixed;
    }

    // The setter of Text declares charset utf-8.
    private static TextPart CreateText(TextFormat format, string text) => new(format) { Text = text };
}
