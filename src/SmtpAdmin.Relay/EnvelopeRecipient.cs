namespace SmtpAdmin.Relay;

/// <summary>One forward-path of an envelope, and what its client asked of notifications for it (RFC 3461).</summary>
/// <param name="Address">The forward-path without angle brackets.</param>
internal sealed record EnvelopeRecipient(string Address)
{
    /// <summary>When to notify (RFC 3461, section 4.1); None where the client did not say.</summary>
    public DeliveryNotification Notify { get; init; }

    /// <summary>The original recipient as ORCPT gave it, xtext decoded: address type, semicolon, address; or null.</summary>
    public string? OriginalRecipient { get; init; }
}
