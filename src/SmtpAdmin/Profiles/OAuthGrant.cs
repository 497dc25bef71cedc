namespace SmtpAdmin;

/// <summary>What a profile's secret is when its access token comes from OAuth 2.0 (RFC 6749).</summary>
public enum OAuthGrant
{
    /// <summary>The client's own secret (section 4.4).</summary>
    ClientSecret,

    /// <summary>A refresh token of the user (section 6).</summary>
    RefreshToken,
}
