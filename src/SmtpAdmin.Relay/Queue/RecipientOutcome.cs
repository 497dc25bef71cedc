namespace SmtpAdmin.Relay.Queue;

/// <summary>What one attempt came to for one recipient.</summary>
/// <param name="Ordinal">The recipient's place in the envelope.</param>
/// <param name="State">Delivered, Deferred, Failed or Returned.</param>
/// <param name="Reply">The reply that decided it, or null where none did.</param>
/// <param name="Error">What ended the attempt without a reply, or null.</param>
internal sealed record RecipientOutcome(int Ordinal, RecipientState State, SmtpReply? Reply, string? Error)
{
    /// <summary>What the relay itself found (RFC 3463), where no reply says it; or null.</summary>
    public EnhancedStatusCode? Status { get; init; }

    /// <summary>The server that replied, or null where none did.</summary>
    public string? Server { get; init; }

    /// <summary>
    /// Whether the next server took over to notify the sender as asked (RFC 3461, section 5.2.1).
    /// </summary>
    public bool IsNotifiedByServer { get; init; }
}
