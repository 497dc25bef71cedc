namespace SmtpAdmin;

/// <summary>The verdict of one check.</summary>
public enum CheckStatus
{
    /// <summary>The check was made and its condition holds.</summary>
    Pass,

    /// <summary>The check was made; its condition holds, with something to mend.</summary>
    Warn,

    /// <summary>The check was made and its condition does not hold.</summary>
    Fail,

    /// <summary>The check could not be made, so nothing is known.</summary>
    Unknown,
}
