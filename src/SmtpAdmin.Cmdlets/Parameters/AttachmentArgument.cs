using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Management.Automation;
using SmtpAdmin.Core.Composing;

namespace SmtpAdmin.Cmdlets.Parameters;

/// <summary>Turns what a user gives as an attachment into one, with the full path of its file.</summary>
internal static class AttachmentArgument
{
    /// <summary>The attachments, without those that are nothing.</summary>
    /// <exception cref="SmtpAdminException">One is nothing that can be attached.</exception>
    public static IReadOnlyList<SmtpAttachment> ReadAll(SessionState session, object?[]? values, MessageTexts texts)
    {
        var attachments = new List<SmtpAttachment>(values?.Length ?? 0);
        foreach (object? value in values ?? [])
        {
            object? given = Unwrap(value);
            if (given is not null && given is not string { Length: 0 })
            {
                attachments.Add(Read(session, given, texts));
            }
        }

        return attachments;
    }

    /// <summary>The inline attachments of a table from ids to attachments.</summary>
    /// <exception cref="SmtpAdminException">One is nothing that can be attached.</exception>
    public static IReadOnlyList<InlineAttachment> ReadInline(SessionState session, IDictionary? table, MessageTexts texts)
    {
        var attachments = new List<InlineAttachment>(table?.Count ?? 0);
        foreach (DictionaryEntry entry in table ?? new Hashtable())
        {
            string id = string.Format(CultureInfo.InvariantCulture, "{0}", entry.Key);
            SmtpAttachment attachment = Unwrap(entry.Value) is byte[] bytes
                ? new SmtpAttachment(bytes, id)
                : Read(session, Unwrap(entry.Value), texts);
            attachments.Add(new InlineAttachment(id, attachment));
        }

        return attachments;
    }

    private static SmtpAttachment Read(SessionState session, object? value, MessageTexts texts) => value switch
    {
        string path => new SmtpAttachment(FilePath.Resolve(session, texts.Plain(path)!)),
        FileInfo file => new SmtpAttachment(file),
        SmtpAttachment attachment => Resolve(session, attachment, texts),
        IDictionary table => Resolve(session, new SmtpAttachment(Unwrap(table)), texts),
        Stream or byte[] => throw Invalid("An attached stream or byte array has no name by itself."),
        _ => throw Invalid($"An attachment is a path, a file or a table, and not {value?.GetType().Name ?? "null"}."),
    };

    private static SmtpAttachment Resolve(SessionState session, SmtpAttachment attachment, MessageTexts texts) =>
        attachment.Path is { } path
            ? new SmtpAttachment(FilePath.Resolve(session, texts.Plain(path)!))
            {
                Name = texts.Plain(attachment.Name),
                ContentType = attachment.ContentType,
                Charset = attachment.Charset,
            }
            : attachment;

    private static Hashtable Unwrap(IDictionary table)
    {
        var unwrapped = new Hashtable(table.Count);
        foreach (DictionaryEntry entry in table)
        {
            unwrapped[entry.Key] = Unwrap(entry.Value);
        }

        return unwrapped;
    }

    private static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    private static SmtpAdminException Invalid(string detail) => new(ErrorKind.AttachmentInvalid, detail);
}
