namespace SmtpAdmin;

/// <summary>What became of a message for one recipient, with the reply that decided it.</summary>
public sealed record RecipientResult
{
    /// <summary>The recipient's address, as it went on the wire.</summary>
    public required string Address { get; init; }

    /// <summary>What became of the message for this recipient.</summary>
    public required RecipientStatus Status { get; init; }

    /// <summary>The reply that decided it, or null where no reply did.</summary>
    public SmtpReply? Reply { get; init; }

    /// <summary>What ended the attempt where no reply did, or null.</summary>
    public string? Failure { get; init; }

    /// <summary>
    /// Whether the server, having accepted the recipient, has taken it on to notify the sender as asked (RFC 3461,
    /// section 4): false where it does not offer DSN. Null where nothing was asked or the recipient was not accepted.
    /// </summary>
    public bool? WillNotify { get; init; }

    /// <summary>Returns the address and the status.</summary>
    /// <returns>For example <c>anna@example.com Accepted</c>.</returns>
    public override string ToString() => $"{Address} {Status}";
}
