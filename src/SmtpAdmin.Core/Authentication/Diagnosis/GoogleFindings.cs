using System.Collections.Generic;

namespace SmtpAdmin.Core.Authentication.Diagnosis;

/// <summary>
/// What Gmail means by its refusals. From Google Workspace Admin Help: "Gmail SMTP errors and codes"; from Google's
/// developer pages: "OAuth 2.0 Mechanism".
/// </summary>
internal static class GoogleFindings
{
    public static IEnumerable<Finding> Of(SmtpReply reply, AuthenticationFacts? facts)
    {
        if (!Provider.IsGoogle(reply, facts))
        {
            return [];
        }

        Finding? finding = $"{reply.Code} {reply.EnhancedStatus}" switch
        {
            "534 5.7.9" when Provider.Has(reply, "application-specific") => new Finding(
                "Google wants an application-specific password for this account.",
                "Make an app password in the Google account (2-Step Verification must be on) and use it as the password, "
                + "or sign in with OAuth (-AccessToken)."),
            "534 5.7.9" or "534 5.7.14" => new Finding(
                "Google wants the account's owner to sign in with a browser first.",
                "Sign in to the account with a browser and allow the access, or sign in with OAuth (-AccessToken)."),
            "535 5.7.8" when facts is { IsToken: true } => Token(facts),
            "535 5.7.8" => new Finding(
                "Google does not take this user name and password. The account's own password is no longer taken over "
                + "SMTP.",
                "Use the whole address as user name and an app password, or sign in with OAuth (-AccessToken)."),
            "530 5.7.0" => new Finding(
                "Google takes mail here only from a client that signed in.",
                "Give -Credential with an app password, or -AccessToken."),
            _ => null,
        };
        return finding is null ? [] : [finding];
    }

    private static Finding Token(AuthenticationFacts facts)
    {
        string scope = facts.Refusal?.Scope is { Length: > 0 } wanted ? wanted : "https://mail.google.com/";
        return new Finding(
            $"Google does not take this token for {facts.User}: it has expired, is for another account, or lacks the "
            + $"scope {scope}.",
            $"Get a new token with Get-SmtpAccessToken and the scope {scope}. A service account needs domain-wide "
            + $"delegation for that scope, and -Subject {facts.User}.");
    }
}
