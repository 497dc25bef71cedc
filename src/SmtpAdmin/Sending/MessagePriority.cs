namespace SmtpAdmin;

/// <summary>How urgent a message says it is.</summary>
public enum MessagePriority
{
    /// <summary>The message says nothing of its urgency.</summary>
    Normal,

    /// <summary>The message can wait.</summary>
    Low,

    /// <summary>The message is urgent.</summary>
    High,
}
