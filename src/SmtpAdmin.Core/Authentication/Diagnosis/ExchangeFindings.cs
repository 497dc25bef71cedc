using System;
using System.Collections.Generic;

namespace SmtpAdmin.Core.Authentication.Diagnosis;

/// <summary>
/// What Exchange Online means by its refusals. From Microsoft Learn: "Authenticate an IMAP, POP or SMTP connection
/// using OAuth", "Enable or disable authenticated client SMTP submission (SMTP AUTH) in Exchange Online" and "Fix issues
/// with printers, scanners, and LOB applications that send email using Microsoft 365"; from the Exchange Team Blog:
/// "Exchange Online to retire Basic auth for Client Submission (SMTP AUTH)".
/// </summary>
internal static class ExchangeFindings
{
    private const string UseOAuth =
        "Sign in with OAuth: get a token with Get-SmtpAccessToken and give it as -AccessToken. A password is not taken.";

    public static IEnumerable<Finding> Of(SmtpReply reply, AuthenticationFacts? facts)
    {
        string status = $"{reply.Code} {reply.EnhancedStatus}";
        Finding? finding = status switch
        {
            "535 5.7.139" => Disabled(reply, facts),
            "550 5.7.30" => new Finding(
                "Exchange Online no longer takes user name and password for submission here.", UseOAuth),
            "530 5.7.57" => NotAuthenticated(facts),
            "550 5.7.60" => SendAs(facts),
            "535 5.7.3" when facts is not null => Unsuccessful(facts),
            _ when Provider.Has(reply, "SendAsDenied") => SendAs(facts),
            _ when Provider.Has(reply, "STOREDRV") && status is "430 4.2.0" or "554 5.2.0" => Mailbox(reply, facts),
            _ => null,
        };
        return finding is null ? [] : [finding];
    }

    private static Finding Disabled(SmtpReply reply, AuthenticationFacts? facts)
    {
        string forMailbox = $"Set-CASMailbox -Identity {Mailbox(facts)} -SmtpClientAuthenticationDisabled $false";
        if (Provider.Has(reply, "disabled for the Tenant"))
        {
            return new Finding(
                "SMTP AUTH is switched off for the tenant.",
                $"In Exchange Online PowerShell, switch it on for this mailbox alone: {forMailbox}; or for all: "
                + "Set-TransportConfig -SmtpClientAuthenticationDisabled $false.");
        }

        if (Provider.Has(reply, "disabled for the Mailbox"))
        {
            return new Finding(
                "SMTP AUTH is switched off for the mailbox.", $"In Exchange Online PowerShell: {forMailbox}.");
        }

        if (Provider.Has(reply, "security defaults"))
        {
            return new Finding("The tenant's security defaults do not let a password sign in over SMTP.", UseOAuth);
        }

        if (Provider.Has(reply, "basic authentication is disabled"))
        {
            return new Finding("Signing in with a password is switched off for this account.", UseOAuth);
        }

        return Provider.Has(reply, "did not meet the criteria") || Provider.Has(reply, "conditional access")
            ? new Finding(
                "A policy of the tenant (conditional access, an authentication policy) or a wrong password stopped it.",
                "Look up this sign-in in the Microsoft Entra sign-in logs, which name the policy or the wrong password; "
                + "an account with multifactor authentication needs OAuth (-AccessToken).")
            : new Finding(
                "The tenant or the mailbox does not let this sign-in through.",
                $"Check that SMTP AUTH is on for the mailbox ({forMailbox}), and look up this sign-in in the Microsoft "
                + "Entra sign-in logs.");
    }

    private static Finding NotAuthenticated(AuthenticationFacts? facts) => facts is null
        ? new Finding(
            "Exchange Online takes mail on this port only from a client that signed in.",
            "Give -AccessToken with -Credential or -From of the mailbox, or -Credential where passwords are still taken.")
        : new Finding(
            $"Exchange Online does not take {facts.User} as signed in on this connection.",
            "Check that SMTP AUTH is on for the mailbox, and that the server is smtp.office365.com, port 587, with TLS.");

    private static Finding Unsuccessful(AuthenticationFacts facts)
    {
        if (!facts.IsToken)
        {
            return new Finding(
                "User name or password is wrong, or the account may not sign in with a password.",
                "Check the user name, which is the mailbox's whole user principal name, and the password; an account "
                + "with multifactor authentication needs OAuth (-AccessToken).");
        }

        if (facts.Claims is not { } claims)
        {
            return new Finding(
                "The token cannot be read here: it is no JSON Web Token.",
                "Get a token for https://outlook.office365.com with Get-SmtpAccessToken.");
        }

        return claims.IsApplication ? Application(claims, facts) : new Finding(
            $"The token is of {claims.UserName ?? "a user"}, tenant {claims.Tenant ?? "unknown"}, for SMTP.Send; what is "
            + "left is the mailbox: it must exist, be licensed and have SMTP AUTH on.",
            $"In Exchange Online PowerShell: Set-CASMailbox -Identity {Mailbox(facts)} "
            + "-SmtpClientAuthenticationDisabled $false. Then look up the sign-in in the Microsoft Entra sign-in logs.");
    }

    // The object id in an application's own token is that of its service principal, which is the one that
    // New-ServicePrincipal wants; that of the app registration is the usual mistake.
    private static Finding Application(AccessTokenClaims claims, AuthenticationFacts facts)
    {
        string application = Id(claims.ApplicationId, "<client id>");
        string principal = Id(claims.ObjectId, "<object id of the enterprise application>");
        return new Finding(
            $"The token is of the application {application}, tenant {claims.Tenant ?? "unknown"}. Exchange Online must "
            + $"know it as a service principal with rights to the mailbox {facts.User}, and that must be a mailbox of "
            + "this tenant.",
            $"In Exchange Online PowerShell: New-ServicePrincipal -AppId {application} -ObjectId {principal}; "
            + $"Add-MailboxPermission -Identity {Mailbox(facts)} -User {principal} -AccessRights FullAccess.");
    }

    private static Finding SendAs(AuthenticationFacts? facts)
    {
        string trustee = facts?.Claims is { IsApplication: true } claims
            ? Id(claims.ObjectId, "<service principal>")
            : Mailbox(facts);
        return new Finding(
            $"{facts?.User ?? "The account"} may not send as this sender.",
            $"Send from the account's own address, or in Exchange Online PowerShell: Add-RecipientPermission -Identity "
            + $"<sender> -Trustee {trustee} -AccessRights SendAs.");
    }

    private static Finding? Mailbox(SmtpReply reply, AuthenticationFacts? facts)
    {
        if (Provider.Has(reply, "Quota") || Provider.Has(reply, "limit"))
        {
            return null;
        }

        string principal = facts?.Claims is { IsApplication: true } claims
            ? Id(claims.ObjectId, "<object id of the enterprise application>")
            : "<account>";
        return new Finding(
            $"Signing in worked, but Exchange Online could not open the mailbox {facts?.User ?? "of the account"}: it "
            + "has no mailbox, or the account has no rights to it.",
            $"In Exchange Online PowerShell: Add-MailboxPermission -Identity {Mailbox(facts)} -User {principal} "
            + "-AccessRights FullAccess; check that New-ServicePrincipal was given the object id of the enterprise "
            + "application, and not that of the app registration.");
    }

    private static string Mailbox(AuthenticationFacts? facts) =>
        facts is null ? "<mailbox>" : $"'{facts.User.Replace("'", "''")}'";

    // What goes into a command that somebody copies is a GUID, or a placeholder.
    private static string Id(string? claim, string placeholder) =>
        Guid.TryParse(claim, out Guid id) ? id.ToString() : placeholder;
}
