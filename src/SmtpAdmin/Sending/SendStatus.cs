namespace SmtpAdmin;

/// <summary>What became of a message that was sent.</summary>
public enum SendStatus
{
    /// <summary>The server took the message for every recipient.</summary>
    Sent,

    /// <summary>The server took the message for some recipients and refused others.</summary>
    PartiallySent,

    /// <summary>The server took the message for no recipient.</summary>
    Failed,

    /// <summary>The connection ended after the message's end and before the reply; it may or may not have been taken.</summary>
    Unknown,
}
