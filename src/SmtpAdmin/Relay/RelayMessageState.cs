namespace SmtpAdmin;

/// <summary>Where a message is on its way through a relay.</summary>
public enum RelayMessageState
{
    /// <summary>Kept in memory by a relay in capture mode.</summary>
    Captured,

    /// <summary>On disk, waiting for its first attempt.</summary>
    Queued,

    /// <summary>On disk, waiting for another attempt after a transient failure.</summary>
    Deferred,

    /// <summary>On disk, held back by an admin until it is resumed.</summary>
    Held,

    /// <summary>Taken by the next server for every recipient.</summary>
    Delivered,

    /// <summary>Refused for good for at least one recipient, and waiting for none.</summary>
    Failed,
}
