namespace SmtpAdmin;

/// <summary>How a profile gets its access token; the secret for it is the profile's secret.</summary>
public sealed record SmtpProfileOAuth
{
    /// <summary>What the profile's secret is.</summary>
    public OAuthGrant Grant { get; init; }

    /// <summary>The client's (application's) identifier.</summary>
    public required string ClientId { get; init; }

    /// <summary>The Microsoft Entra tenant, by identifier or domain; null elsewhere.</summary>
    public string? TenantId { get; init; }

    /// <summary>The token endpoint's address; null for the one of the tenant or provider.</summary>
    public string? TokenEndpoint { get; init; }

    /// <summary>The scope to ask for; null for the one that SMTP needs.</summary>
    public string? Scope { get; init; }
}
