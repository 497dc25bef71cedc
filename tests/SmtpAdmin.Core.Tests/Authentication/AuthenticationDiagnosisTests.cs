using System;
using System.Linq;
using SmtpAdmin.Core.Authentication;
using SmtpAdmin.Core.Authentication.Diagnosis;
using SmtpAdmin.Core.Authentication.Sasl;
using Xunit;

namespace SmtpAdmin.Core.Tests.Authentication;

public sealed class AuthenticationDiagnosisTests
{
    private const string Unsuccessful = "535 5.7.3 Authentication unsuccessful [X.PROD.OUTLOOK.COM 2026 08D]";
    private static readonly DateTimeOffset s_now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    // What is wrong with the token | the first finding | the advice.
    [Theory]
    [InlineData("""{"aud":"https://outlook.office365.com","roles":["SMTP.SendAsApp"],"exp":1767322000}""",
        "The token expired at 2026-01-02 02:46:40Z", "Get a new token")]
    [InlineData("""{"aud":"https://outlook.office365.com","roles":["SMTP.SendAsApp"],"nbf":1767325000}""",
        "The token is valid from 2026-01-02 03:36:40Z on", "clock")]
    [InlineData("""{"aud":"https://graph.microsoft.com","roles":["SMTP.SendAsApp"]}""",
        "for audience Microsoft Graph (https://graph.microsoft.com)", "https://outlook.office365.com/.default")]
    [InlineData("""{"aud":"api://other","roles":["SMTP.SendAsApp"]}""", "for audience api://other", "scope")]
    [InlineData("""{"aud":"https://outlook.office.com/","roles":["Mail.Send"],"appid":"11111111-1111-1111-1111-111111111111"}""",
        "lacks the role SMTP.SendAsApp; it has Mail.Send", "admin consent")]
    [InlineData("""{"aud":"https://outlook.office.com","scp":"IMAP.AccessAsUser.All","upn":"anna@example.com"}""",
        "lacks the scope SMTP.Send; it has IMAP.AccessAsUser.All", "SMTP.Send")]
    [InlineData("""{"aud":"https://outlook.office.com","scp":"SMTP.Send","upn":"berta@example.com"}""",
        "is of berta@example.com, and the user name given is anna@example.com", "Sign in as berta@example.com")]
    [InlineData("""{"aud":"https://outlook.office.com","scp":"SMTP.Send","tid":"9188040d-6c67-4c5b-b112-36a304b66dad"}""",
        "wrong tenant", "-TenantId")]
    [InlineData("""{"aud":"https://outlook.office.com","scp":"SMTP.Send","upn":"Anna@example.com","tid":"t"}""",
        "must exist, be licensed and have SMTP AUTH on", "Set-CASMailbox -Identity 'anna@example.com'")]
    [InlineData("""{"aud":"https://outlook.office365.com","roles":["SMTP.SendAsApp"],"tid":"t","appid":"11111111-1111-1111-1111-111111111111","oid":"22222222-2222-2222-2222-222222222222"}""",
        "must know it as a service principal",
        "New-ServicePrincipal -AppId 11111111-1111-1111-1111-111111111111 -ObjectId 22222222-2222-2222-2222-222222222222; "
        + "Add-MailboxPermission -Identity 'anna@example.com' -User 22222222-2222-2222-2222-222222222222")]
    [InlineData("""{"aud":"https://outlook.office365.com","roles":["SMTP.SendAsApp"],"appid":"; Remove-Mailbox","oid":"$(x)"}""",
        "must know it as a service principal", "New-ServicePrincipal -AppId <client id> -ObjectId <object id")]
    public void A_refused_token_is_explained_by_its_claims(string payload, string finding, string advice)
    {
        AuthenticationDiagnosis diagnosis = Of(Unsuccessful, Token(payload));

        Assert.Contains(finding, diagnosis.Findings[0], StringComparison.Ordinal);
        Assert.Contains(advice, diagnosis.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Findings_stand_in_the_order_of_their_weight()
    {
        AuthenticationDiagnosis diagnosis = Of(Unsuccessful, Token(
            """{"aud":"https://graph.microsoft.com","roles":[],"exp":1767322000}"""));

        Assert.Equal(
            ["expired", "audience", "lacks the role", "service principal"],
            diagnosis.Findings.Select(fact => new[] { "expired", "audience", "lacks the role", "service principal" }
                .First(word => fact.Contains(word, StringComparison.Ordinal))));
        Assert.Contains("Get a new token", diagnosis.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Unsuccessful, "User name or password is wrong", "user principal name")]
    [InlineData("535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant. Visit https://aka.ms/smtp_auth_disabled",
        "switched off for the tenant", "Set-TransportConfig -SmtpClientAuthenticationDisabled $false")]
    [InlineData("535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Mailbox.",
        "switched off for the mailbox", "Set-CASMailbox -Identity 'anna@example.com'")]
    [InlineData("535 5.7.139 Authentication unsuccessful, user is locked by your organization's security defaults policy.",
        "security defaults", "Get-SmtpAccessToken")]
    [InlineData("535 5.7.139 Authentication unsuccessful, basic authentication is disabled.",
        "password is switched off", "OAuth")]
    [InlineData("535 5.7.139 Authentication unsuccessful, the request did not meet the criteria to be authenticated successfully.",
        "policy of the tenant", "sign-in logs")]
    [InlineData("535 5.7.139 Authentication unsuccessful", "does not let this sign-in through", "Set-CASMailbox")]
    [InlineData("550 5.7.30 Basic authentication is not supported for Client Submission.",
        "no longer takes user name and password", "OAuth")]
    [InlineData("530 5.7.57 Client not authenticated to send mail.", "does not take anna@example.com", "port 587")]
    [InlineData("554 5.2.0 STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied; Failed",
        "may not send as", "Add-RecipientPermission")]
    [InlineData("550 5.7.60 SMTP; Client does not have permissions to send as this sender", "may not send as",
        "-Trustee 'anna@example.com'")]
    [InlineData("430 4.2.0 STOREDRV; mailbox logon failure; STOREDRV.Submission.Exception:ConnectionFailedTransientException.MapiExceptionLogonFailed",
        "could not open the mailbox anna@example.com", "Add-MailboxPermission")]
    [InlineData("454 4.7.0 Temporary authentication failure", "could not check the credential now", "Try again")]
    [InlineData("534 5.7.9 Application-specific password required. For more information, go to https://support.google.com/mail/?p=InvalidSecondFactor x - gsmtp",
        "application-specific password", "app password")]
    [InlineData("534 5.7.14 Please log in via your web browser - gsmtp", "with a browser", "browser")]
    [InlineData("535 5.7.8 Username and Password not accepted. https://support.google.com/mail/?p=BadCredentials x - gsmtp",
        "does not take this user name and password", "app password")]
    public void A_refused_password_is_explained_by_the_reply(string reply, string finding, string advice)
    {
        AuthenticationDiagnosis diagnosis = Of(reply, Password());

        Assert.Contains(finding, diagnosis.Findings[0], StringComparison.Ordinal);
        Assert.Contains(advice, diagnosis.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void Googles_refusal_of_a_token_names_the_scope_it_wants()
    {
        AuthenticationDiagnosis diagnosis = Of(
            "535 5.7.8 Username and Password not accepted - gsmtp",
            Token("opaque") with { Refusal = new OAuthRefusal("400", "https://mail.google.com/") });

        Assert.Contains("lacks the scope https://mail.google.com/", diagnosis.Findings[0], StringComparison.Ordinal);
        Assert.Contains("'400'", diagnosis.Findings[1], StringComparison.Ordinal);
        Assert.Contains("-Subject anna@example.com", diagnosis.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_of_ones_own_is_not_held_to_Microsofts_claims()
    {
        AuthenticationFacts facts = Token("""{"aud":"mail","scp":"mail"}""") with { Host = "mail.example.com" };

        Assert.Null(AuthenticationDiagnosis.Of(Parse("535 5.7.8 No"), facts));
    }

    [Theory]
    [InlineData("550 5.1.1 No such user")]
    [InlineData("554 5.2.0 STOREDRV.Submission; SubmissionQuotaExceededException; daily limit")]
    [InlineData("432 4.3.2 Concurrent connections limit exceeded")]
    public void What_does_not_speak_of_the_client_is_left_alone(string reply) =>
        Assert.Null(AuthenticationDiagnosis.Of(Parse(reply), Password()));

    [Fact]
    public void Without_a_sign_in_the_reply_is_explained_too()
    {
        AuthenticationDiagnosis diagnosis = AuthenticationDiagnosis.Of(Parse("530 5.7.57 Client not authenticated"), null)!;

        Assert.Contains("only from a client that signed in", diagnosis.Findings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_quote_in_a_name_does_not_end_the_commands_string() => Assert.Contains(
        "-Identity 'o''hara@example.com'",
        Of("535 5.7.139 x disabled for the Mailbox", Password() with { User = "o'hara@example.com" }).Advice,
        StringComparison.Ordinal);

    [Fact]
    public void A_later_refusal_keeps_its_kind_and_gains_the_diagnosis()
    {
        SmtpReply reply = Parse("550 5.7.60 SMTP; Client does not have permissions to send as this sender");
        var failure = new SmtpAdminException(ErrorKind.SenderRefused, "The sender was refused.", reply);

        SmtpAdminException explained = AuthenticationDiagnosis.Explain(failure, Password());

        Assert.Equal(ErrorKind.SenderRefused, explained.Kind);
        Assert.StartsWith("The sender was refused. anna@example.com may not send as", explained.Message, StringComparison.Ordinal);
        Assert.EndsWith(reply.ToString(), explained.Message, StringComparison.Ordinal);
        Assert.Contains("Add-RecipientPermission", explained.Advice, StringComparison.Ordinal);
    }

    private static AuthenticationDiagnosis Of(string reply, AuthenticationFacts facts)
    {
        AuthenticationDiagnosis? diagnosis = AuthenticationDiagnosis.Of(Parse(reply), facts);
        Assert.NotNull(diagnosis);
        Assert.All(diagnosis.Findings, fact => Assert.Matches(@"^\S.*\.$", fact));
        Assert.Matches(@"^\S.*\.$", diagnosis.Advice);
        return diagnosis;
    }

    private static AuthenticationFacts Password() => new()
    {
        Host = "smtp.example.com",
        User = "anna@example.com",
        Mechanism = "LOGIN",
        IsToken = false,
        Time = s_now,
    };

    private static AuthenticationFacts Token(string payload) => Password() with
    {
        Host = payload[0] == '{' ? "smtp.office365.com" : "smtp.gmail.com",
        Mechanism = "XOAUTH2",
        IsToken = true,
        Claims = AccessTokenClaims.TryRead(JsonWebTokens.Of(payload)),
    };

    private static SmtpReply Parse(string text)
    {
        string[] parts = text.Split([' '], 3);
        Assert.True(EnhancedStatusCode.TryParse(parts[1], out EnhancedStatusCode status));
        return new SmtpReply { Code = int.Parse(parts[0]), EnhancedStatus = status, Lines = [parts[2]] };
    }
}
