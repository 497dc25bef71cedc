using SmtpAdmin.Relay.Session.Authentication;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Session.Authentication;

/// <summary>Messages of clients; "|" stands for the octet 1 between their parts.</summary>
public sealed class TokenResponseTests
{
    [Theory]
    [InlineData("user=a@b.test|auth=Bearer t0ken.x==||", "a@b.test", "t0ken.x==")]
    [InlineData("user=a@b.test|auth=bearer t||", "a@b.test", "t")]
    public void XOAUTH2_is_read(string text, string user, string token)
    {
        Assert.Equal(new TokenResponse(user, token), TokenResponse.ParseXOAuth2(Octets(text)));
    }

    [Theory]
    [InlineData("n,a=a@b.test,|host=h|port=25|auth=Bearer t||", "a@b.test", "t")]
    [InlineData("y,a=a=2Cb=3Dc,|auth=Bearer t||", "a,b=c", "t")]
    [InlineData("n,,|auth=Bearer t||", null, "t")]
    public void OAUTHBEARER_is_read(string text, string? user, string token)
    {
        Assert.Equal(new TokenResponse(user, token), TokenResponse.ParseBearer(Octets(text)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("|")]
    [InlineData("user=a|auth=Bearer t|")]
    [InlineData("user=a|auth=Bearer t")]
    [InlineData("user=|auth=Bearer t||")]
    [InlineData("user=a|auth=Bearer ||")]
    [InlineData("user=a|auth=Basic t||")]
    [InlineData("user=a|auth=Bearer t t||")]
    [InlineData("user=a\r\nb|auth=Bearer t||")]
    [InlineData("user=a\0|auth=Bearer t||")]
    [InlineData("n,a=a,|auth=Bearer t|")]
    [InlineData("n,a=a,|host=h||")]
    [InlineData("n,a=a=b,|auth=Bearer t||")]
    [InlineData("n,a=,|auth=Bearer t||")]
    [InlineData("n,b=a,|auth=Bearer t||")]
    [InlineData("p=tls-unique,a=a,|auth=Bearer t||")]
    [InlineData("n,a=a|auth=Bearer t||")]
    public void What_has_not_the_form_is_neither(string text)
    {
        Assert.Null(TokenResponse.ParseXOAuth2(Octets(text)));
        Assert.Null(TokenResponse.ParseBearer(Octets(text)));
    }

    private static string Octets(string text) => text.Replace('|', '\u0001');
}
