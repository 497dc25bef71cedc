using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpAdmin.Core.Authentication.OAuth;

/// <summary>
/// What to do about a refusal. The codes are those of Microsoft's page "Microsoft Entra authentication and authorization
/// error codes"; the errors, those of RFC 6749, section 5.2, and RFC 8628, section 3.5.
/// </summary>
internal static class TokenErrorAdvice
{
    private static readonly (string Code, string Advice)[] s_microsoft =
    [
        ("AADSTS7000215", "Give the secret's value, and not its id; both are shown once under Certificates & secrets of "
            + "the app registration."),
        ("AADSTS7000222", "The secret has expired: make a new one under Certificates & secrets of the app registration."),
        ("AADSTS700016", "Check -ClientId and -TenantId: this application is not in this tenant, or has no consent there."),
        ("AADSTS700027", "Upload the certificate (without its key) under Certificates & secrets of the app registration, "
            + "or give the certificate that is there."),
        ("AADSTS700024", "Set this machine's clock: the signed assertion is not valid at the server's time."),
        ("AADSTS7000218", "Allow public client flows under Authentication of the app registration, or give -ClientSecret."),
        ("AADSTS700082", "The refresh token has expired: sign in again with -DeviceCode."),
        ("AADSTS90002", "Check -TenantId, the tenant's id or one of its domains, and the cloud that -Authority names."),
        ("AADSTS90019", "Give -TenantId: for this request the tenant must be named."),
        ("AADSTS65001", "Grant consent to the application's permissions, as an administrator under API permissions of the "
            + "app registration."),
        ("AADSTS50076", "The account needs multifactor authentication: sign in with -DeviceCode, or use an application's "
            + "own sign-in with -ClientSecret or -Certificate."),
        ("AADSTS50079", "The account must register for multifactor authentication: sign in with a browser once, then with "
            + "-DeviceCode."),
        ("AADSTS70011", "Check -Scope; for an application it is https://outlook.office365.com/.default."),
        ("AADSTS53003", "A conditional access policy blocks the sign-in: look it up in the Microsoft Entra sign-in logs."),
    ];

    private static readonly Dictionary<string, string> s_errors = new(StringComparer.Ordinal)
    {
        ["invalid_client"] = "Check the client id, and the secret or certificate that belongs to it.",
        ["unauthorized_client"] = "Allow this kind of sign-in for the application; a Google service account needs "
            + "domain-wide delegation for the scope, and -Subject.",
        ["invalid_grant"] = "Get a new refresh token or code: this one has expired, was revoked or belongs to another "
            + "client; for a service account check its key, -Subject and this machine's clock.",
        ["invalid_scope"] = "Check -Scope. Google gives https://mail.google.com/ to no device code: use a refresh token "
            + "or a service account.",
        ["access_denied"] = "The user declined; run the command again and allow the access.",
        ["expired_token"] = "Nobody confirmed the code in time; run the command again.",
        ["temporarily_unavailable"] = "Try again in some minutes.",
    };

    /// <summary>The advice, or null where the catalogue's own is all there is.</summary>
    public static string? For(TokenError error)
    {
        // AADSTS700016 must not be read as AADSTS7000161; a code ends at what is no digit.
        string? known = s_microsoft
            .Where(row => error.Description is { } text
                && text.StartsWith(row.Code, StringComparison.Ordinal)
                && !(text.Length > row.Code.Length && char.IsDigit(text[row.Code.Length])))
            .Select(row => row.Advice)
            .FirstOrDefault();
        return known ?? (s_errors.TryGetValue(error.Code, out string? advice) ? advice : null);
    }
}
