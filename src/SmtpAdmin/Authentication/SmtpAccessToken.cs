using System;
using System.Collections.Generic;
using System.Security;

namespace SmtpAdmin;

/// <summary>An OAuth 2.0 access token to sign in with at a mail server, and what it says of itself.</summary>
public sealed record SmtpAccessToken
{
    /// <summary>The token, for <c>Send-SmtpMessage -AccessToken</c>.</summary>
    public required SecureString Token { get; init; }

    /// <summary>When the token ends, in UTC; null where nobody said so.</summary>
    public DateTimeOffset? ExpiresOn { get; init; }

    /// <summary>The mailbox to sign in as; null where neither the user nor the token named one.</summary>
    public string? UserName { get; init; }

    /// <summary>Whom the token is for, for example <c>https://outlook.office365.com</c>; null for an opaque token.</summary>
    public string? Audience { get; init; }

    /// <summary>The id of the Microsoft Entra tenant; null where the token has none.</summary>
    public string? Tenant { get; init; }

    /// <summary>What the application may do in its own name, for example <c>SMTP.SendAsApp</c>.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>What the application may do in the user's name, for example <c>SMTP.Send</c>.</summary>
    public required IReadOnlyList<string> Scopes { get; init; }

    /// <summary>The token to get the next access token with, or null where none was granted.</summary>
    public SecureString? RefreshToken { get; init; }

    /// <summary>Names the token without showing it.</summary>
    /// <returns>For example <c>Access token for anna@example.com until 2026-01-02 03:04:05Z</c>.</returns>
    public override string ToString()
    {
        string user = UserName is null ? string.Empty : $" for {UserName}";
        string end = ExpiresOn is { } time ? FormattableString.Invariant($" until {time:u}") : string.Empty;
        return $"Access token{user}{end}";
    }
}
