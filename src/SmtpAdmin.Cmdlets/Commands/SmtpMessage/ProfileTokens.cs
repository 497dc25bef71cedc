using System;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Authentication;
using SmtpAdmin.Core.Authentication.OAuth;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Gets access tokens as a profile says, whenever one is needed.</summary>
internal static class ProfileTokens
{
    /// <param name="profile">A profile with OAuth.</param>
    /// <param name="secret">The profile's secret: of the client, or the refresh token.</param>
    public static ITokenSource Create(SmtpProfile profile, string secret)
    {
        SmtpProfileOAuth oauth = profile.OAuth!;
        bool isGoogle = oauth.TenantId is null
            && profile.Provider is SmtpProvider.Gmail or SmtpProvider.GoogleWorkspaceRelay;
        TokenAuthority usual = isGoogle
            ? TokenAuthority.Google(authority: null)
            : TokenAuthority.Microsoft(authority: null, oauth.TenantId ?? "organizations");
        TokenAuthority endpoint = oauth.TokenEndpoint is { } named ? usual.WithToken(named) : usual;
        TokenGrant grant = oauth.Grant == OAuthGrant.RefreshToken
            ? new RefreshTokenGrant(
                oauth.ClientId, Secret: null, secret, oauth.Scope ?? (isGoogle ? null : TokenScopes.MicrosoftUser))
            : new ClientSecretGrant(oauth.ClientId, secret, oauth.Scope ?? TokenScopes.MicrosoftApplication);
        return new CachingTokenSource(cancel => RequestAsync(endpoint, grant, cancel), TimeProvider.System);
    }

    private static async Task<AccessToken> RequestAsync(
        TokenAuthority endpoint, TokenGrant grant, CancellationToken cancellationToken)
    {
        using var client = new TokenClient(TimeProvider.System);
        TokenResponse response = await client.GetTokenAsync(endpoint, grant, cancellationToken).ConfigureAwait(false);
        return new AccessToken(response.AccessToken, response.ExpiresOn);
    }
}
