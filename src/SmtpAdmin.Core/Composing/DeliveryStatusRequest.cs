namespace SmtpAdmin.Core.Composing;

/// <summary>What a message asks of the delivery status notifications for it (RFC 3461, section 4).</summary>
internal sealed record DeliveryStatusRequest
{
    /// <summary>When to notify, for each recipient: the NOTIFY parameter.</summary>
    public DeliveryNotification Notify { get; init; }

    /// <summary>How much of the message comes back with a notification: the RET parameter.</summary>
    public DeliveryReturn Return { get; init; }

    /// <summary>The envelope identifier, ENVID, as the user gave it and not yet as xtext; null for none.</summary>
    public string? EnvelopeId { get; init; }
}
