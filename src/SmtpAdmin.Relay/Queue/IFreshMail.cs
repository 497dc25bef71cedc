using System;

namespace SmtpAdmin.Relay.Queue;

/// <summary>
/// Takes mail the moment it is committed. Most messages are delivered at once: handing them over claimed and with their
/// content saves a second commit for the claim and reading back what was just written.
/// </summary>
internal interface IFreshMail
{
    /// <summary>
    /// Whether the next message can be taken. Asked before its commit, so a few more than fit may come.
    /// </summary>
    bool HasRoom { get; }

    /// <summary>When to try again should the first attempt leave no trace; stored with the message.</summary>
    DateTimeOffset GetNextAttempt();

    /// <summary>Takes a message that is committed and claimed.</summary>
    void Add(ReadyMessage message);

    /// <summary>Says that a message was committed for which there was no room; it is due.</summary>
    void NotifyDue();
}
