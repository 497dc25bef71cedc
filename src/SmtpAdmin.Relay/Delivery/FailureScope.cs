namespace SmtpAdmin.Relay.Delivery;

/// <summary>Whom a failure concerns.</summary>
internal enum FailureScope
{
    /// <summary>The message: an attempt was made and counts.</summary>
    Message,

    /// <summary>
    /// Every message alike, by a fault in settings, credentials, certificates or names: none may suffer for it.
    /// </summary>
    Route,
}
