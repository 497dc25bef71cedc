namespace SmtpAdmin.Relay.Session;

/// <summary>Why a session is to stop waiting for its client. A higher one is never replaced by a lower.</summary>
internal enum Interruption
{
    None,

    /// <summary>The relay stops: end at the next command; a message on its way may still come.</summary>
    Stop,

    /// <summary>The client sent nothing for too long.</summary>
    Idle,

    /// <summary>
    /// The relay's patience is over: end at once, unless a message's end has come and its reply is due.
    /// </summary>
    Abort,
}
