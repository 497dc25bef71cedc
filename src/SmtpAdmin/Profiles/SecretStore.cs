namespace SmtpAdmin;

/// <summary>Where a profile's secret is kept.</summary>
public enum SecretStore
{
    /// <summary>In a vault of Microsoft.PowerShell.SecretManagement.</summary>
    SecretManagement,

    /// <summary>In an environment variable of the process.</summary>
    EnvironmentVariable,

    /// <summary>In a file beside the profile, encrypted by Windows for this user on this machine (DPAPI).</summary>
    Dpapi,

    /// <summary>In a file beside the profile, encrypted with a key in another file; both readable by their owner only.</summary>
    File,
}
