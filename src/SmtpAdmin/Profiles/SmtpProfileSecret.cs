namespace SmtpAdmin;

/// <summary>Where a profile's secret is to be found; the secret itself is not in it.</summary>
public sealed record SmtpProfileSecret
{
    /// <summary>The kind of place.</summary>
    public required SecretStore Store { get; init; }

    /// <summary>The vault, or null for the session's default vault.</summary>
    public string? Vault { get; init; }

    /// <summary>The secret's name in the vault, or the variable's name; null for a file of the profile's own.</summary>
    public string? Name { get; init; }

    /// <summary>Returns the place on one line.</summary>
    /// <returns>For example <c>SecretManagement: Mail/smtp</c>.</returns>
    public override string ToString() => (Vault, Name) switch
    {
        (_, null) => $"{Store}",
        (null, _) => $"{Store}: {Name}",
        _ => $"{Store}: {Vault}/{Name}",
    };
}
