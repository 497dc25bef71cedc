using System;
using SmtpAdmin.Core.Authentication;
using Xunit;

namespace SmtpAdmin.Core.Tests.Authentication;

public sealed class AccessTokenClaimsTests
{
    [Fact]
    public void An_applications_token_tells_who_it_is_and_what_it_may()
    {
        AccessTokenClaims claims = AccessTokenClaims.TryRead(JsonWebTokens.Of("""
            {"aud":"https://outlook.office365.com","iss":"https://sts.windows.net/t/","tid":"t","appid":"a","oid":"o",
             "roles":["SMTP.SendAsApp","IMAP.AccessAsApp"],"exp":1767225600,"nbf":1767222000.5,"idtyp":"app"}
            """))!;

        Assert.Equal("https://outlook.office365.com", claims.Audience);
        Assert.Equal("https://sts.windows.net/t/", claims.Issuer);
        Assert.Equal("t", claims.Tenant);
        Assert.Equal("a", claims.ApplicationId);
        Assert.Equal("o", claims.ObjectId);
        Assert.Equal(["SMTP.SendAsApp", "IMAP.AccessAsApp"], claims.Roles);
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), claims.ExpiresOn);
        Assert.Equal(new DateTimeOffset(2025, 12, 31, 23, 0, 0, TimeSpan.Zero), claims.NotBefore);
        Assert.True(claims.IsApplication);
    }

    [Fact]
    public void A_users_token_has_scopes_and_a_name()
    {
        AccessTokenClaims claims = AccessTokenClaims.TryRead(JsonWebTokens.Of(
            """{"aud":["x","y"],"azp":"a","scp":"SMTP.Send  offline_access","preferred_username":"anna@example.com"}"""))!;

        Assert.Equal("x", claims.Audience);
        Assert.Equal("a", claims.ApplicationId);
        Assert.Equal(["SMTP.Send", "offline_access"], claims.Scopes);
        Assert.Equal("anna@example.com", claims.UserName);
        Assert.False(claims.IsApplication);
        Assert.Null(claims.ExpiresOn);
    }

    [Theory]
    [InlineData("ya29.opaque")]
    [InlineData("a.b.c")]
    [InlineData("a..c")]
    [InlineData("")]
    [InlineData("..")]
    public void An_opaque_token_has_no_claims(string token) => Assert.Null(AccessTokenClaims.TryRead(token));

    [Theory]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{\"aud\":")]
    [InlineData("{\"upn\":\"\\ud800\"}")]
    public void A_payload_that_is_no_object_of_text_has_no_claims(string payload) =>
        Assert.Null(AccessTokenClaims.TryRead(JsonWebTokens.Of(payload)));

    [Theory]
    [InlineData("""{"aud":5,"roles":{"a":1},"scp":["x"],"exp":"soon","nbf":-1,"upn":null}""")]
    [InlineData("""{"exp":1e300,"nbf":99999999999999}""")]
    public void Claims_of_the_wrong_kind_are_left_out(string payload)
    {
        AccessTokenClaims claims = AccessTokenClaims.TryRead(JsonWebTokens.Of(payload))!;

        Assert.Null(claims.Audience);
        Assert.Empty(claims.Roles);
        Assert.Null(claims.ExpiresOn);
        Assert.Null(claims.NotBefore);
    }

    [Fact]
    public void A_hostile_token_is_bounded_and_made_printable()
    {
        AccessTokenClaims claims = AccessTokenClaims.TryRead(JsonWebTokens.Of(
            $$"""{"upn":"a\u001b[31m","aud":"{{new string('a', 5000)}}","roles":[{{string.Join(",", new string[500]).Replace(",", "\"r\",")}}"r"]}"""))!;

        Assert.Equal("a\uFFFD[31m", claims.UserName);
        Assert.InRange(claims.Audience!.Length, 1, 301);
        Assert.Equal(32, claims.Roles.Count);
        Assert.Null(AccessTokenClaims.TryRead(JsonWebTokens.Of($$"""{"upn":"{{new string('a', 100_000)}}"}""")));
        Assert.Null(AccessTokenClaims.TryRead(JsonWebTokens.Of(new string('[', 10_000))));
    }
}
