using System.Collections.Generic;

namespace SmtpAdmin.Core.Smtp;

/// <summary>What became of one mail transaction.</summary>
internal sealed record TransactionResult
{
    /// <summary>A row for each recipient, in the order given.</summary>
    public required IReadOnlyList<RecipientResult> Recipients { get; init; }

    /// <summary>The reply to the message's end, or to the command that failed; null where none came.</summary>
    public SmtpReply? Reply { get; init; }

    /// <summary>Where the server refused the message for every recipient.</summary>
    public RefusedCommand Refused { get; init; }

    /// <summary>Whether the server got as far as accepting MAIL: before that it cannot have taken anything.</summary>
    public bool IsMailAccepted { get; init; }

    /// <summary>Whether the message's end may have reached the server and no reply to it came.</summary>
    public bool OutcomeUnknown { get; init; }

    /// <summary>What broke the transaction off, beside the server's refusals; null where nothing did.</summary>
    public SmtpAdminException? Failure { get; init; }
}
