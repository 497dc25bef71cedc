namespace SmtpAdmin.Relay.Queue;

/// <summary>Where a message is on its way to one recipient. The numbers are stored: never renumber.</summary>
internal enum RecipientState
{
    /// <summary>Waits for its first attempt.</summary>
    Queued = 0,

    /// <summary>Waits for another attempt.</summary>
    Deferred = 1,

    /// <summary>Taken by the next server.</summary>
    Delivered = 2,

    /// <summary>Refused for good or given up, and nobody was told: kept for an admin to see.</summary>
    Failed = 3,

    /// <summary>
    /// Refused for good or given up, and done with: the sender was notified, or asked not to be.
    /// </summary>
    Returned = 4,
}
