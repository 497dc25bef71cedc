namespace SmtpAdmin;

/// <summary>On whose side the cause of a status lies, as a rule.</summary>
public enum SmtpStatusSide
{
    /// <summary>It does not say, or nothing went wrong.</summary>
    Unknown,

    /// <summary>With the sender: its address, message, server, DNS or reputation.</summary>
    Ours,

    /// <summary>With the recipient or its server.</summary>
    Theirs,
}
