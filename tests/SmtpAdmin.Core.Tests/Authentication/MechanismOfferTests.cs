using System;
using System.Linq;
using System.Net;
using SmtpAdmin.Core.Authentication;
using Xunit;

namespace SmtpAdmin.Core.Tests.Authentication;

public sealed class MechanismOfferTests
{
    private const string All =
        "LOGIN PLAIN XOAUTH2 OAUTHBEARER NTLM CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256 SCRAM-SHA-256-PLUS GSSAPI";

    [Theory]
    [InlineData(All, "Tls12", "ScramSha256Plus ScramSha256 Plain Login CramMd5 Ntlm")]
    [InlineData(All, "Tls13", "ScramSha256 Plain Login CramMd5 Ntlm")]
    [InlineData(All, null, "ScramSha256 CramMd5 Ntlm Plain Login")]
    [InlineData("LOGIN PLAIN", "Tls13", "Plain Login")]
    [InlineData("CRAM-MD5 LOGIN", "Tls13", "Login CramMd5")]
    public void A_password_goes_by_the_strongest_mechanism_first(string offered, string? tls, string expected) =>
        Assert.Equal(expected, string.Join(" ", Offer(offered, tls).Rank(Password(SmtpAuthenticationMechanism.Auto))));

    [Theory]
    [InlineData(All, "OAuthBearer XOAuth2")]
    [InlineData("LOGIN XOAUTH2", "XOAuth2")]
    public void A_token_goes_by_the_standards_mechanism_first(string offered, string expected) =>
        Assert.Equal(expected, string.Join(" ", Offer(offered, "Tls13").Rank(Token(SmtpAuthenticationMechanism.Auto))));

    [Theory]
    [InlineData(SmtpAuthenticationMechanism.ScramSha1)]
    [InlineData(SmtpAuthenticationMechanism.ScramSha256Plus)]
    [InlineData(SmtpAuthenticationMechanism.Ntlm)]
    public void A_mechanism_asked_for_by_name_is_the_only_one(SmtpAuthenticationMechanism mechanism) =>
        Assert.Equal([mechanism], Offer(All, "Tls13").Rank(Password(mechanism)));

    [Theory]
    [InlineData("PLAIN GSSAPI", SmtpAuthenticationMechanism.CramMd5, "not CRAM-MD5, only PLAIN, GSSAPI")]
    [InlineData("GSSAPI", SmtpAuthenticationMechanism.Auto, "offers only GSSAPI")]
    [InlineData("SCRAM-SHA-1", SmtpAuthenticationMechanism.Auto, "offers only SCRAM-SHA-1")]
    [InlineData("", SmtpAuthenticationMechanism.Plain, "no authentication")]
    [InlineData(All, SmtpAuthenticationMechanism.XOAuth2, "XOAUTH2 does not go with a password")]
    [InlineData(All, SmtpAuthenticationMechanism.ScramSha256Plus, "needs TLS")]
    public void Where_none_fits_it_says_what_is_offered(
        string offered, SmtpAuthenticationMechanism mechanism, string expected)
    {
        var failure = Assert.Throws<SmtpAdminException>(() => Offer(offered, null).Rank(Password(mechanism)));

        Assert.Equal(ErrorKind.AuthenticationNotOffered, failure.Kind);
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_mechanism_does_not_go_with_a_token()
    {
        var failure = Assert.Throws<SmtpAdminException>(
            () => Offer(All, "Tls13").Rank(Token(SmtpAuthenticationMechanism.Plain)));

        Assert.Contains("PLAIN does not go with an access token", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PasswordAuthentication anna")]
    [InlineData("TokenAuthentication anna")]
    public void The_text_of_a_credential_shows_no_secret(string expected)
    {
        SmtpAuthentication[] both = [Password(SmtpAuthenticationMechanism.Auto), Token(SmtpAuthenticationMechanism.Auto)];

        Assert.Contains(expected, both.Select(one => one.ToString()));
    }

    private static PasswordAuthentication Password(SmtpAuthenticationMechanism mechanism) =>
        new(new NetworkCredential("anna", "s3cret"), mechanism);

    private static TokenAuthentication Token(SmtpAuthenticationMechanism mechanism) =>
        new("anna", new StaticTokenSource("t0ken"), mechanism);

    private static MechanismOffer Offer(string names, string? tls) =>
        new(names.Split([' '], StringSplitOptions.RemoveEmptyEntries), tls is not null)
        {
            TlsProtocol = tls,
            EndPointBinding = tls is null ? null : [1],
        };
}
