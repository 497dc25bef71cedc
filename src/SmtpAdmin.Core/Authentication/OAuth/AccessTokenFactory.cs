using System;
using System.Linq;
using System.Security;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Authentication.OAuth;

/// <summary>Makes the public result of a granted token.</summary>
internal static class AccessTokenFactory
{
    /// <param name="response">What the endpoint granted.</param>
    /// <param name="userName">The mailbox that the user named, or null.</param>
    public static SmtpAccessToken Create(TokenResponse response, string? userName)
    {
        AccessTokenClaims? claims = AccessTokenClaims.TryRead(response.AccessToken);
        return new SmtpAccessToken
        {
            Token = Protect(response.AccessToken),
            ExpiresOn = response.ExpiresOn ?? claims?.ExpiresOn,
            UserName = userName ?? claims?.UserName,
            Audience = claims?.Audience,
            Tenant = claims?.Tenant,
            Roles = claims?.Roles ?? [],
            Scopes = claims is { Scopes.Count: > 0 } ? claims.Scopes : ScopesOf(response),
            RefreshToken = response.RefreshToken is { } refresh ? Protect(refresh) : null,
        };
    }

    private static string[] ScopesOf(TokenResponse response) => (response.Scope ?? string.Empty)
        .Split([' '], StringSplitOptions.RemoveEmptyEntries).Take(32).Select(scope => PrintableText.From(scope)).ToArray();

    private static SecureString Protect(string secret)
    {
        var result = new SecureString();
        foreach (char c in secret)
        {
            result.AppendChar(c);
        }

        result.MakeReadOnly();
        return result;
    }
}
