using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpAdmin;

/// <summary>What became of one message: a row per recipient, and the reply to its end.</summary>
public sealed record SmtpSendResult
{
    /// <summary>What became of the message.</summary>
    public required SendStatus Status { get; init; }

    /// <summary>The Message-ID that the message carries, without angle brackets; empty where it has none.</summary>
    public required string MessageId { get; init; }

    /// <summary>The message's subject.</summary>
    public required string Subject { get; init; }

    /// <summary>The envelope sender, as it went on the wire; empty for the null reverse-path.</summary>
    public required string From { get; init; }

    /// <summary>A row for each recipient, in the order To, Cc, Bcc.</summary>
    public required IReadOnlyList<RecipientResult> Recipients { get; init; }

    /// <summary>The server that the message was offered to last; null where it was written to a file.</summary>
    public SmtpEndpoint? Server { get; init; }

    /// <summary>The reply to the message's end, or to the command that failed; null where none came.</summary>
    public SmtpReply? Reply { get; init; }

    /// <summary>The server's own identifier of the message, read from its reply; null where it named none.</summary>
    public string? QueueId { get; init; }

    /// <summary>The kind of failure, or null where there was none.</summary>
    public ErrorKind? Error { get; init; }

    /// <summary>The size of the message in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>How many times the message was offered; 0 where no attempt was made.</summary>
    public required int Attempts { get; init; }

    /// <summary>The connection that it went over last, or null where none was opened.</summary>
    public SmtpConnectionInfo? Connection { get; init; }

    /// <summary>Whether that connection was encrypted.</summary>
    public bool IsEncrypted => Connection?.TlsProtocol is not null;

    /// <summary>The file that holds the message, where it went to a file instead of a server.</summary>
    public string? Path { get; init; }

    /// <summary>When the command took the message from the pipeline.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>How long the message took in all.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>Where that time went.</summary>
    public required SmtpSendTimings Timings { get; init; }

    /// <summary>Returns the recipients and the status, as an error names its target.</summary>
    /// <returns>For example <c>anna@example.com, bert@example.com Failed</c>.</returns>
    public override string ToString() => $"{string.Join(", ", Recipients.Select(row => row.Address))} {Status}";
}
