using System;
using System.Collections.Generic;
using System.Security.Cryptography.X509Certificates;

namespace SmtpAdmin.Core.Authentication.OAuth;

/// <summary>By what a token is granted: the fields of a token request (RFC 6749, section 4).</summary>
internal abstract record TokenGrant
{
    /// <summary>The fields of the request's form; made anew for each request, as an assertion is for one use.</summary>
    /// <exception cref="SmtpAdminException">TokenKeyInvalid: what to sign with cannot be used.</exception>
    public abstract IEnumerable<KeyValuePair<string, string>> Fields(TokenAuthority endpoint, DateTimeOffset now);

    // A record writes its properties into its text; a secret must not get there.
    public sealed override string ToString() => GetType().Name;

    protected static KeyValuePair<string, string> Field(string name, string value) => new(name, value);
}

/// <summary>An application with a secret (RFC 6749, section 4.4).</summary>
internal sealed record ClientSecretGrant(string ClientId, string Secret, string Scope) : TokenGrant
{
    public override IEnumerable<KeyValuePair<string, string>> Fields(TokenAuthority endpoint, DateTimeOffset now) =>
    [
        Field("grant_type", "client_credentials"),
        Field("client_id", ClientId),
        Field("client_secret", Secret),
        Field("scope", Scope),
    ];
}

/// <summary>An application with a certificate: it signs an assertion (RFC 7523, section 2.2).</summary>
internal sealed record ClientCertificateGrant(string ClientId, X509Certificate2 Certificate, string Scope) : TokenGrant
{
    public override IEnumerable<KeyValuePair<string, string>> Fields(TokenAuthority endpoint, DateTimeOffset now) =>
    [
        Field("grant_type", "client_credentials"),
        Field("client_id", ClientId),
        Field("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
        Field("client_assertion", SignedAssertion.ForClient(ClientId, Certificate, endpoint.Token, now)),
        Field("scope", Scope),
    ];
}

/// <summary>A refresh token, which a user's earlier consent gave (RFC 6749, section 6).</summary>
internal sealed record RefreshTokenGrant(string ClientId, string? Secret, string RefreshToken, string? Scope)
    : TokenGrant
{
    public override IEnumerable<KeyValuePair<string, string>> Fields(TokenAuthority endpoint, DateTimeOffset now)
    {
        yield return Field("grant_type", "refresh_token");
        yield return Field("client_id", ClientId);
        yield return Field("refresh_token", RefreshToken);
        if (Secret is not null)
        {
            yield return Field("client_secret", Secret);
        }

        if (Scope is not null)
        {
            yield return Field("scope", Scope);
        }
    }
}

/// <summary>A code that a user confirms on another device (RFC 8628, section 3.4).</summary>
internal sealed record DeviceCodeGrant(string ClientId, string? Secret, string DeviceCode) : TokenGrant
{
    public override IEnumerable<KeyValuePair<string, string>> Fields(TokenAuthority endpoint, DateTimeOffset now)
    {
        yield return Field("grant_type", "urn:ietf:params:oauth:grant-type:device_code");
        yield return Field("client_id", ClientId);
        yield return Field("device_code", DeviceCode);
        if (Secret is not null)
        {
            yield return Field("client_secret", Secret);
        }
    }
}

/// <summary>A service account of Google's: it signs an assertion (RFC 7523, section 2.1).</summary>
internal sealed record ServiceAccountGrant(ServiceAccountKey Key, string? Subject, string Scope) : TokenGrant
{
    public override IEnumerable<KeyValuePair<string, string>> Fields(TokenAuthority endpoint, DateTimeOffset now) =>
    [
        Field("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
        Field("assertion", SignedAssertion.ForServiceAccount(Key, Subject, Scope, endpoint.Token, now)),
    ];
}
