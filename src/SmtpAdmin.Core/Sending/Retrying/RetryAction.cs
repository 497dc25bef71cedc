namespace SmtpAdmin.Core.Sending.Retrying;

/// <summary>What to do with a message that was not taken.</summary>
internal enum RetryAction
{
    /// <summary>The message has failed.</summary>
    GiveUp,

    /// <summary>The connection is used up: send again at once on a new one. Costs no retry.</summary>
    Reconnect,

    /// <summary>Wait, then send again.</summary>
    Wait,
}
