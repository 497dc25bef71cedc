namespace SmtpAdmin.Core.Relaying;

/// <summary>What an admin does with one message of a queue.</summary>
internal enum QueueAction
{
    /// <summary>Holds it back.</summary>
    Suspend,

    /// <summary>Lets it go again.</summary>
    Resume,

    /// <summary>Makes it due at once.</summary>
    Retry,

    /// <summary>Deletes it, and tells nobody.</summary>
    Remove,
}
