namespace SmtpAdmin.Relay.Session;

/// <summary>Why a session is to stop waiting for its client. A higher one is never replaced by a lower.</summary>
internal enum Interruption
{
    None,

    /// <summary>The relay stops: end at the next command; a message on its way may still come.</summary>
    Stop,

    /// <summary>The session took longer than any may, even with a message on its way.</summary>
    Expired,

    /// <summary>The client sent nothing for too long.</summary>
    Idle,

    /// <summary>The client sent something, and too slowly.</summary>
    Slow,

    /// <summary>
    /// The relay's patience is over: end at once, unless a message's end has come and its reply is due.
    /// </summary>
    Abort,
}
