namespace SmtpAdmin;

/// <summary>What a relay does with the messages that it takes.</summary>
public enum RelayMode
{
    /// <summary>Keeps them in memory for tests and delivers nothing.</summary>
    Capture,

    /// <summary>Queues them on disk and delivers them to a smart host.</summary>
    Forward,
}
