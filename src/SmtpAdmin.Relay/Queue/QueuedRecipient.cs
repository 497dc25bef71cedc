namespace SmtpAdmin.Relay.Queue;

/// <summary>One recipient of a queued message and what its last attempt came to.</summary>
internal sealed record QueuedRecipient
{
    /// <summary>The place in the envelope, from 0. Two recipients of one message may share an address.</summary>
    public required int Ordinal { get; init; }

    /// <summary>The forward-path without angle brackets.</summary>
    public required string Address { get; init; }

    /// <summary>When its client wants to be notified (RFC 3461, section 4.1); None where it did not say.</summary>
    public DeliveryNotification Notify { get; init; }

    /// <summary>The original recipient that its client named: address type, semicolon, address; or null.</summary>
    public string? OriginalRecipient { get; init; }

    public RecipientState State { get; init; } = RecipientState.Queued;

    /// <summary>The attempts whose outcome is known.</summary>
    public int Attempts { get; init; }

    /// <summary>The reply that decided the last attempt, or null where none did.</summary>
    public SmtpReply? LastReply { get; init; }

    /// <summary>What ended the last attempt without a reply, or null.</summary>
    public string? LastError { get; init; }

    /// <summary>Whether it still waits for an attempt.</summary>
    public bool IsOpen => State is RecipientState.Queued or RecipientState.Deferred;
}
