namespace SmtpAdmin;

/// <summary>What became of a message for one recipient.</summary>
public enum RecipientStatus
{
    /// <summary>The server took the message for this recipient.</summary>
    Accepted,

    /// <summary>The server refused this recipient, or the message as a whole, with a permanent code (5xx).</summary>
    Rejected,

    /// <summary>The server refused with a transient code (4xx), or could not be reached; a later attempt may succeed.</summary>
    Deferred,

    /// <summary>The connection ended before the server's answer was known.</summary>
    Unknown,

    /// <summary>The recipient was not offered to a server.</summary>
    NotTried,
}
