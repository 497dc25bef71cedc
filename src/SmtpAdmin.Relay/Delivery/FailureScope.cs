namespace SmtpAdmin.Relay.Delivery;

/// <summary>Whom a failure concerns.</summary>
internal enum FailureScope
{
    /// <summary>The message: an attempt was made and counts.</summary>
    Message,

    /// <summary>All that is for the destination, for good: it takes no mail, or does not exist.</summary>
    Destination,

    /// <summary>
    /// Every message alike, by a fault in settings, credentials, certificates or names: none may suffer for it.
    /// </summary>
    Route,
}
