using System;
using System.Linq;
using System.Security.Cryptography;
using SmtpAdmin.Core.Dns.Records;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Records;

public sealed class DkimKeyParserTests
{
    // RFC 8463, appendix A.2.
    private const string Ed25519 = "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

    [Theory]
    [InlineData(1024)]
    [InlineData(2048)]
    public void The_bits_of_an_rsa_key_are_counted(int bits)
    {
        using var rsa = RSA.Create(bits);
        string info = Convert.ToBase64String(rsa.ExportSubjectPublicKeyInfo());

        DkimKey wrapped = DkimKeyParser.Parse("v=DKIM1; k=rsa; p=" + info);
        DkimKey bare = DkimKeyParser.Parse("p=" + Convert.ToBase64String(rsa.ExportRSAPublicKey()));

        Assert.Equal((bits, bits), (wrapped.KeyBits, bare.KeyBits));
        Assert.Equal(("rsa", "rsa"), (wrapped.KeyType, bare.KeyType));
        Assert.Empty(wrapped.Problems);
        Assert.Empty(bare.Problems);
    }

    [Fact]
    public void A_short_rsa_key_is_read_and_named()
    {
        using var rsa = RSA.Create(512);

        DkimKey key = DkimKeyParser.Parse("p=" + Convert.ToBase64String(rsa.ExportSubjectPublicKeyInfo()));

        Assert.Equal(512, key.KeyBits);
        Assert.Equal("DKIM-KEY-SHORT", Assert.Single(key.Problems).Code);
    }

    [Fact]
    public void An_ed25519_key_has_256_bits()
    {
        DkimKey key = DkimKeyParser.Parse($"v=DKIM1; k=ed25519; p={Ed25519}");

        Assert.Equal(("ed25519", 256), (key.KeyType, key.KeyBits));
        Assert.Empty(key.Problems);
    }

    [Fact]
    public void White_space_within_a_key_is_no_part_of_it() =>
        Assert.Equal(Ed25519, DkimKeyParser.Parse($"k=ed25519; p={Ed25519.Insert(9, " \t ")}").PublicKey);

    [Fact]
    public void An_empty_key_is_a_revoked_one()
    {
        DkimKey key = DkimKeyParser.Parse("v=DKIM1; p=");

        Assert.True(key.IsRevoked);
        Assert.Null(key.KeyBits);
        Assert.Empty(key.Problems);
    }

    [Fact]
    public void Flags_hashes_and_services_are_read()
    {
        DkimKey key = DkimKeyParser.Parse(
            $"v=DKIM1; h=sha1 : sha256; k=ed25519; s=email:*; t=y:s:other; n=note; zz=1; p={Ed25519}");

        Assert.Equal(["sha1", "sha256"], key.HashAlgorithms);
        Assert.True(key is { IsTesting: true, IsStrict: true });
        Assert.Empty(key.Problems);
    }

    [Theory]
    [InlineData("", "DKIM-KEY-MISSING")]
    [InlineData("v=DKIM1", "DKIM-KEY-MISSING")]
    [InlineData("v=dkim1; p=", "DKIM-VERSION-INVALID")]
    [InlineData("v=DKIM2; p=", "DKIM-VERSION-INVALID")]
    [InlineData("p=; v=DKIM1", "DKIM-VERSION-NOT-FIRST")]
    [InlineData("p=; p=", "DKIM-TAG-DUPLICATE")]
    [InlineData("p=; word", "DKIM-TAG-SYNTAX")]
    [InlineData("k=dsa; p=", "DKIM-KEY-TYPE-UNKNOWN")]
    [InlineData("h=sha1; p=", "DKIM-HASH-UNUSABLE")]
    [InlineData("s=other; p=", "DKIM-SERVICE-UNUSABLE")]
    [InlineData("p=!", "DKIM-KEY-INVALID")]
    [InlineData("p=AAAA", "DKIM-KEY-INVALID")]
    [InlineData("p=MAA=", "DKIM-KEY-INVALID")]
    [InlineData("p=MIIB", "DKIM-KEY-INVALID")]
    [InlineData("k=rsa; p=" + Ed25519, "DKIM-KEY-INVALID")]
    [InlineData("k=ed25519; p=AAAA", "DKIM-KEY-INVALID")]
    public void What_is_not_allowed_is_named(string text, string code) =>
        Assert.Equal(code, Assert.Single(DkimKeyParser.Parse(text).Problems).Code);

    [Fact]
    public void No_damage_to_a_key_is_more_than_a_problem()
    {
        using var rsa = RSA.Create(1024);
        byte[] key = rsa.ExportSubjectPublicKeyInfo();
        foreach (int at in Enumerable.Range(0, key.Length))
        {
            byte[] damaged = [.. key];
            damaged[at] ^= 0xFF;
            DkimKeyParser.Parse("p=" + Convert.ToBase64String(damaged));
            DkimKeyParser.Parse("p=" + Convert.ToBase64String(key[..at]));
        }
    }

    [Theory]
    [InlineData("v=DKIM1", true)]
    [InlineData("k=rsa; p=", true)]
    [InlineData("v=spf1 -all", false)]
    [InlineData("some text", false)]
    public void Other_texts_are_told_from_keys(string text, bool expected) =>
        Assert.Equal(expected, DkimKeyParser.IsKey(text));
}
