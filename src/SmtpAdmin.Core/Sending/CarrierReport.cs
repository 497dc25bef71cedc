using System;
using System.Collections.Generic;

namespace SmtpAdmin.Core.Sending;

/// <summary>What came of offering a message once.</summary>
internal sealed record CarrierReport
{
    /// <summary>A row for each recipient that was offered, in their order.</summary>
    public required IReadOnlyList<RecipientResult> Recipients { get; init; }

    /// <summary>The reply to the message's end, or to the command that failed; null where none came.</summary>
    public SmtpReply? Reply { get; init; }

    /// <summary>What to report; null where every recipient was accepted.</summary>
    public SmtpAdminException? Failure { get; init; }

    /// <summary>The server that was to take it, whether it was reached or not; null for files.</summary>
    public SmtpEndpoint? Server { get; init; }

    /// <summary>The connection that it went over, or null where none was opened.</summary>
    public SmtpConnectionInfo? Connection { get; init; }

    /// <summary>How long opening the connection took; zero where it was open.</summary>
    public TimeSpan ConnectDuration { get; init; }

    /// <summary>The file that was written instead, or null.</summary>
    public string? Path { get; init; }
}
