using System;
using System.Net;
using System.Text;
using SmtpAdmin.Core.Authentication.Sasl;
using Xunit;

namespace SmtpAdmin.Core.Tests.Authentication;

public sealed class ScramClientTests
{
    private static readonly NetworkCredential s_credential = new("user", "pencil");

    // RFC 7677, section 3.
    private const string ServerFirst256 =
        "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";

    [Fact]
    public void SHA_256_gives_the_vectors_of_RFC_7677()
    {
        var client = new ScramClient(s_credential, ScramHash.Sha256, ScramBinding.None, "rOprNGfwEbeRWgbNEkqO");

        Assert.Equal("n,,n=user,r=rOprNGfwEbeRWgbNEkqO", Say(client, string.Empty));
        Assert.Equal(
            "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=",
            Say(client, ServerFirst256));
        Assert.False(client.IsServerAccepted);
        Assert.Equal(string.Empty, Say(client, "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="));
        Assert.True(client.IsServerAccepted);
    }

    [Fact]
    public void SHA_1_gives_the_vectors_of_RFC_5802()
    {
        var client = new ScramClient(s_credential, ScramHash.Sha1, ScramBinding.None, "fyko+d2lbbFgONRv9qkxdawL");

        Assert.Equal("n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL", Say(client, string.Empty));
        Assert.Equal(
            "c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=",
            Say(client, "r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096"));
        Assert.Equal(string.Empty, Say(client, "v=rmF9pqV8S7suAoZWja4dJRkFsKQ="));
        Assert.True(client.IsServerAccepted);
    }

    [Fact]
    public void A_binding_stands_in_the_header_and_goes_into_the_proof()
    {
        ScramBinding binding = ScramBinding.ToServerEndPoint([1, 2, 3]);
        var client = new ScramClient(s_credential, ScramHash.Sha256, binding, "rOprNGfwEbeRWgbNEkqO");

        Assert.StartsWith("p=tls-server-end-point,,n=user,", Say(client, string.Empty), StringComparison.Ordinal);
        string final = Say(client, ServerFirst256);

        byte[] input = [.. Encoding.ASCII.GetBytes("p=tls-server-end-point,,"), 1, 2, 3];
        Assert.StartsWith($"c={Convert.ToBase64String(input)},r=", final, StringComparison.Ordinal);
        Assert.DoesNotContain("p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=", final, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b=c", "n=a=2Cb=3Dc,")]
    [InlineData("\u00AAnna", "n=anna,")]
    public void A_name_is_prepared_and_escaped(string name, string expected)
    {
        var client = new ScramClient(new NetworkCredential(name, "x"), ScramHash.Sha256, ScramBinding.None);

        Assert.Contains(expected, Say(client, string.Empty), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("r=rOprNGfwEbeRWgbNEkqO,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096")]
    [InlineData("r=another,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096")]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=1")]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=2000000000")]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=-4096")]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOx,s=,i=4096")]
    [InlineData("r=rOprNGfwEbeRWgbNEkqOx,s=!,i=4096")]
    [InlineData("m=new,r=rOprNGfwEbeRWgbNEkqOx,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096")]
    [InlineData("")]
    public void A_first_message_that_does_not_fit_is_refused(string serverFirst)
    {
        var client = new ScramClient(s_credential, ScramHash.Sha256, ScramBinding.None, "rOprNGfwEbeRWgbNEkqO");
        Say(client, string.Empty);

        Assert.Throws<FormatException>(() => Say(client, serverFirst));
    }

    [Theory]
    [InlineData("v=AAAATRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=")]
    [InlineData("v=")]
    [InlineData("nothing")]
    public void A_server_without_the_password_is_found_out(string serverFinal)
    {
        var client = new ScramClient(s_credential, ScramHash.Sha256, ScramBinding.None, "rOprNGfwEbeRWgbNEkqO");
        Say(client, string.Empty);
        Say(client, ServerFirst256);

        Assert.Throws<FormatException>(() => Say(client, serverFinal));
        Assert.False(client.IsServerAccepted);
    }

    private static string Say(ScramClient client, string challenge) => Encoding.UTF8.GetString(
        Convert.FromBase64String(client.Respond(Convert.ToBase64String(Encoding.UTF8.GetBytes(challenge)))));
}
