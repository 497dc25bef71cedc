namespace SmtpAdmin;

/// <summary>What happened to a message of a relay's queue. The numbers are stored: never renumber.</summary>
public enum RelayEventKind
{
    /// <summary>It is safely on disk.</summary>
    Accepted = 0,

    /// <summary>An attempt for a recipient ended with "later".</summary>
    Deferred = 1,

    /// <summary>The next server took it for a recipient.</summary>
    Delivered = 2,

    /// <summary>It was refused for a recipient for good or given up, and is kept.</summary>
    Failed = 3,

    /// <summary>It was refused for a recipient for good or given up, and its sender was told or asked not to be.</summary>
    Returned = 4,

    /// <summary>A report on it was queued for its sender.</summary>
    Reported = 5,

    /// <summary>An admin held it back.</summary>
    Suspended = 6,

    /// <summary>An admin let it go.</summary>
    Resumed = 7,

    /// <summary>An admin made it due at once.</summary>
    Retried = 8,

    /// <summary>An admin removed it.</summary>
    Removed = 9,
}
