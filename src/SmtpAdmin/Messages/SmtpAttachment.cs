using System;
using System.Collections;
using System.Globalization;
using System.IO;

namespace SmtpAdmin;

/// <summary>
/// What to attach to a message: a file, bytes or a stream, and how it is called there. Nothing is read before the message
/// is composed.
/// </summary>
public sealed class SmtpAttachment
{
    /// <summary>Attaches a file.</summary>
    /// <param name="path">The file's path.</param>
    public SmtpAttachment(string path)
    {
        Path = path ?? throw new ArgumentNullException(nameof(path));
    }

    /// <summary>Attaches a file.</summary>
    /// <param name="file">The file.</param>
    public SmtpAttachment(FileInfo file)
        : this(file?.FullName!)
    {
    }

    /// <summary>Attaches bytes.</summary>
    /// <param name="content">The bytes; they must not change until the message is sent.</param>
    /// <param name="name">The file name that the recipient sees.</param>
    public SmtpAttachment(byte[] content, string name)
    {
        Content = content ?? throw new ArgumentNullException(nameof(content));
        Name = name;
    }

    /// <summary>Attaches what a stream holds.</summary>
    /// <param name="content">
    /// The stream; one that can seek is read from its start. It is read once, for all messages that it is attached to, and
    /// stays open.
    /// </param>
    /// <param name="name">The file name that the recipient sees.</param>
    public SmtpAttachment(Stream content, string name)
    {
        Content = content ?? throw new ArgumentNullException(nameof(content));
        Name = name;
    }

    /// <summary>
    /// Attaches what a table says, by the keys Path or Content, and Name, ContentType and Charset. Content is bytes, a
    /// stream or a text.
    /// </summary>
    /// <param name="table">For example <c>@{ Content = $bytes; Name = 'report.pdf' }</c>.</param>
    /// <exception cref="SmtpAdminException">A key is unknown, or Path and Content are both there or both missing.</exception>
    public SmtpAttachment(IDictionary table)
    {
        foreach (DictionaryEntry entry in table ?? throw new ArgumentNullException(nameof(table)))
        {
            string key = Convert.ToString(entry.Key, CultureInfo.InvariantCulture) ?? string.Empty;
            switch (key.ToUpperInvariant())
            {
                case "PATH":
                    Path = (entry.Value as FileInfo)?.FullName ?? TextOf(entry.Value);
                    break;
                case "CONTENT":
                    Content = entry.Value;
                    break;
                case "NAME":
                    Name = TextOf(entry.Value);
                    break;
                case "CONTENTTYPE":
                    ContentType = TextOf(entry.Value);
                    break;
                case "CHARSET":
                    Charset = TextOf(entry.Value);
                    break;
                default:
                    throw Invalid("An attachment is described by Path or Content, and Name, ContentType and Charset.");
            }
        }

        if (Path is null == Content is null)
        {
            throw Invalid("An attachment has either a Path or a Content.");
        }

        if (Content is not (null or byte[] or Stream or string))
        {
            throw Invalid($"The Content of an attachment is bytes, a stream or a text, and not {Content.GetType().Name}.");
        }
    }

    /// <summary>The file's path, or null where the content is given otherwise.</summary>
    public string? Path { get; }

    /// <summary>The content as bytes, stream or text, or null where it is a file's.</summary>
    public object? Content { get; }

    /// <summary>The file name that the recipient sees; null takes the file's own.</summary>
    public string? Name { get; init; }

    /// <summary>The media type, for example <c>application/pdf</c>; null takes the one of the name's extension.</summary>
    public string? ContentType { get; init; }

    /// <summary>The charset of a text, as its media type states it; null states none.</summary>
    public string? Charset { get; init; }

    /// <summary>Returns the name that the recipient sees.</summary>
    /// <returns>For example <c>report.pdf</c>.</returns>
    public override string ToString() => Name ?? System.IO.Path.GetFileName(Path ?? string.Empty);

    private static string? TextOf(object? value)
    {
        string? text = Convert.ToString(value, CultureInfo.InvariantCulture);
        return string.IsNullOrEmpty(text) ? null : text;
    }

    private static SmtpAdminException Invalid(string detail) => new(ErrorKind.AttachmentInvalid, detail);
}
