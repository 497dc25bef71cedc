using System;
using System.Collections.Generic;
using System.IO;

namespace SmtpAdmin;

/// <summary>
/// A finished message: its envelope and its bytes, which no longer change. It can be sent any number of times, each time
/// with the same Message-ID.
/// </summary>
public abstract class SmtpMessage
{
    /// <summary>The author, as the From field has it; empty where the message has none.</summary>
    public abstract string From { get; }

    /// <summary>The mailboxes of the To field.</summary>
    public abstract IReadOnlyList<string> To { get; }

    /// <summary>The mailboxes of the Cc field.</summary>
    public abstract IReadOnlyList<string> Cc { get; }

    /// <summary>The recipients that stand in no field of the message.</summary>
    public abstract IReadOnlyList<string> Bcc { get; }

    /// <summary>The subject, decoded; empty where the message has none.</summary>
    public abstract string Subject { get; }

    /// <summary>The Message-ID without angle brackets; empty where the message has none.</summary>
    public abstract string MessageId { get; }

    /// <summary>The message's date; null where it has none that can be read.</summary>
    public abstract DateTimeOffset? Date { get; }

    /// <summary>The size in bytes, as it goes to a server.</summary>
    public abstract long Size { get; }

    /// <summary>The envelope's sender; empty for the null reverse-path.</summary>
    public abstract string EnvelopeFrom { get; }

    /// <summary>The envelope's recipients, each once.</summary>
    public abstract IReadOnlyList<string> Recipients { get; }

    /// <summary>Writes the message to a stream.</summary>
    /// <param name="output">Where to write; it stays open.</param>
    /// <exception cref="SmtpAdminException">A file that the message is read from cannot be read any more.</exception>
    public abstract void CopyTo(Stream output);

    /// <summary>Returns the message whole. For a large one, <see cref="CopyTo"/> or <see cref="Save"/> needs less memory.</summary>
    /// <returns>The bytes.</returns>
    /// <exception cref="SmtpAdminException">A file that the message is read from cannot be read any more.</exception>
    public byte[] ToBytes()
    {
        using var bytes = new MemoryStream();
        CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>Writes the message to a new file, for example an .eml file.</summary>
    /// <param name="path">The full path of a file that does not exist yet.</param>
    /// <exception cref="IOException">The file exists, or cannot be written.</exception>
    /// <exception cref="SmtpAdminException">A file that the message is read from cannot be read any more.</exception>
    public void Save(string path)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        CopyTo(file);
    }

    /// <summary>Returns the subject and the Message-ID.</summary>
    /// <returns>For example <c>Report (1@example.com)</c>.</returns>
    public override string ToString() => $"{Subject} ({MessageId})";
}
