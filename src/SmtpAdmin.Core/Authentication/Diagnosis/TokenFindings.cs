using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SmtpAdmin.Core.Authentication.Diagnosis;

/// <summary>
/// What a token's own claims show to be wrong with it, whatever the server says. The values are those of Microsoft's
/// page "Authenticate an IMAP, POP or SMTP connection using OAuth".
/// </summary>
internal static class TokenFindings
{
    /// <summary>The tenant of personal Microsoft accounts ("ID token claims reference", tid).</summary>
    private const string PersonalTenant = "9188040d-6c67-4c5b-b112-36a304b66dad";

    private const string Graph = "00000003-0000-0000-c000-000000000000";

    private static readonly string[] s_exchangeAudiences =
    [
        "https://outlook.office365.com", "https://outlook.office.com", "00000002-0000-0ff1-ce00-000000000000",
        "https://ps.outlook.com", "https://outlook.office365.us", "https://partner.outlook.cn",
    ];

    /// <summary>The facts for a refused AUTH with a token that can be read; none for anything else.</summary>
    public static IEnumerable<Finding> BeforeReply(SmtpReply reply, AuthenticationFacts? facts)
    {
        if (facts?.Claims is not { } claims || reply.Code is not (535 or 454 or 530 or 534))
        {
            return [];
        }

        IEnumerable<Finding?> findings = [Validity(claims, facts.Time)];
        if (Provider.IsMicrosoft(reply, facts))
        {
            findings = findings.Concat([Audience(claims), Permission(claims), Tenant(claims, facts.User),
                UserName(claims, facts.User)]);
        }

        return findings.OfType<Finding>();
    }

    private static Finding? Validity(AccessTokenClaims claims, DateTimeOffset now)
    {
        if (claims.ExpiresOn is { } end && end <= now)
        {
            return new Finding(
                $"The token expired at {Time(end)}; it is {Time(now)} here.",
                "Get a new token, for example with Get-SmtpAccessToken. A script block given as -AccessToken is called "
                + "again when a token ends.");
        }

        return claims.NotBefore is { } start && start > now
            ? new Finding(
                $"The token is valid from {Time(start)} on; it is {Time(now)} here.",
                "Set this machine's clock, or wait until the token is valid.")
            : null;
    }

    private static Finding? Audience(AccessTokenClaims claims)
    {
        if (claims.Audience is not { } audience || s_exchangeAudiences.Contains(
            audience.TrimEnd('/'), StringComparer.OrdinalIgnoreCase))
        {
            return null;
        }

        bool isGraph = audience.StartsWith("https://graph.microsoft.com", StringComparison.OrdinalIgnoreCase)
            || audience == Graph;
        string name = isGraph ? $"Microsoft Graph ({audience})" : audience;
        return new Finding(
            $"The token is for audience {name}, and not for https://outlook.office365.com.",
            "Request the token with the scope https://outlook.office365.com/.default for an application, or "
            + "https://outlook.office.com/SMTP.Send for a user. A token for Microsoft Graph does not sign in over SMTP.");
    }

    private static Finding? Permission(AccessTokenClaims claims)
    {
        string app = claims.ApplicationId is { } id ? $"the application {id}" : "the application";
        if (claims.IsApplication)
        {
            return Has(claims.Roles, "SMTP.SendAsApp")
                ? null
                : new Finding(
                    $"The token lacks the role SMTP.SendAsApp; it has {List(claims.Roles)}.",
                    $"Give {app} the application permission SMTP.SendAsApp of Office 365 Exchange Online, grant admin "
                    + "consent, and get a new token.");
        }

        return Has(claims.Scopes, "SMTP.Send")
            ? null
            : new Finding(
                $"The token lacks the scope SMTP.Send; it has {List(claims.Scopes)}.",
                $"Give {app} the delegated permission SMTP.Send, and get a new token with the scope "
                + "https://outlook.office.com/SMTP.Send.");
    }

    private static Finding? Tenant(AccessTokenClaims claims, string user)
    {
        string[] personal = ["@outlook.", "@hotmail.", "@live.", "@msn."];
        bool isPersonalUser = personal.Any(part => user.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0);
        return claims.Tenant == PersonalTenant && !isPersonalUser
            ? new Finding(
                $"The token is of the wrong tenant: that of personal Microsoft accounts, and not that of {user}.",
                "Request the token with -TenantId set to the mailbox's own tenant.")
            : null;
    }

    private static Finding? UserName(AccessTokenClaims claims, string user) =>
        !claims.IsApplication
        && claims.UserName is { } owner
        && !string.Equals(owner, user, StringComparison.OrdinalIgnoreCase)
            ? new Finding(
                $"The token is of {owner}, and the user name given is {user}.",
                $"Sign in as {owner}; to send as another address, give {owner} the right to send as it.")
            : null;

    private static bool Has(IReadOnlyList<string> values, string value) =>
        values.Contains(value, StringComparer.OrdinalIgnoreCase);

    private static string List(IReadOnlyList<string> values) =>
        values.Count == 0 ? "none" : string.Join(", ", values.Take(8));

    private static string Time(DateTimeOffset time) => time.ToString("u", CultureInfo.InvariantCulture);
}
