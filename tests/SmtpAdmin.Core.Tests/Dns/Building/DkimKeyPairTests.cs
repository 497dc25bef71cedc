using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Threading.Tasks;
using MimeKit;
using SmtpAdmin.Core.Dns.Building;
using SmtpAdmin.Core.Dns.Records;
using SmtpAdmin.Core.Tests.Signing;
using SmtpAdmin.Testing.Peers;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Building;

public sealed class DkimKeyPairTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(2048, 2)]
    [InlineData(4096, 3)]
    [InlineData(null, 1)]
    public async Task What_the_key_signs_verifies_with_the_record(int? rsaBits, int strings)
    {
        MailDkimKey key = Pair("s1").Make(rsaBits, overwrite: false);
        var zone = new Dictionary<string, string> { [key.Record.Name] = string.Concat(key.Record.Strings) };
        using MimeMessage message = DkimSignaturesTests.NewMessage();
        DkimTestKeys.Load(key).Sign(message);
        byte[] wire = DkimCheck.ToWire(message);

        Assert.Equal(strings, key.Record.Strings.Count);
        Assert.Empty(DkimKeyParser.Parse(key.Record.Value).Problems);
        Assert.Equal("s1._domainkey.example.com", key.Record.Name);
        Assert.Equal("pass", DkimCheck.WithMimeKit(zone, wire));
        Assert.Equal(["pass"], await DkimCheck.WithDkimpyAsync(zone, wire));
    }

    [Fact]
    public void The_file_is_its_owners_alone_and_named_after_the_key()
    {
        MailDkimKey key = Pair("s1").Make(null, overwrite: false);

        Assert.Equal(_folder.Combine("s1._domainkey.example.com.pem"), key.Path);
        Assert.StartsWith("-----BEGIN PRIVATE KEY-----\n", File.ReadAllText(key.Path), StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows() && !IsDesktopBuild)
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key.Path));
        }
    }

    [Theory]
    [InlineData(2048)]
    [InlineData(null)]
    public async Task OpenSSL_reads_the_file(int? rsaBits)
    {
        MailDkimKey key = Pair("s1").Make(rsaBits, overwrite: false);

        ToolResult result = await ToolRun.RunAsync(
            DebianTool.OpenSsl.FindOrSkip(), ["pkey", "-in", key.Path, "-pubout", "-outform", "DER", "-out", _folder.Combine("public")]);

        Assert.True(result.ExitCode == 0, result.ToString());
        string read = Convert.ToBase64String(File.ReadAllBytes(_folder.Combine("public")));
        Assert.Equal(key.PublicKey, DkimPublicKey.Parse(read).Base64);
    }

    [Fact]
    public void A_key_that_is_there_is_replaced_only_where_that_is_wanted()
    {
        string first = File.ReadAllText(Pair("s1").Make(null, overwrite: false).Path);

        SmtpAdminException refusal = Assert.Throws<SmtpAdminException>(() => Pair("s1").Make(null, overwrite: false));
        Assert.Equal(ErrorKind.OutputUnwritable, refusal.Kind);
        Assert.Contains("-Force", refusal.Message, StringComparison.Ordinal);
        string path = Assert.Single(Directory.GetFiles(_folder.Path));
        Assert.Equal(first, File.ReadAllText(path));

        Pair("s1").Make(null, overwrite: true);
        Assert.Single(Directory.GetFiles(_folder.Path));
        Assert.NotEqual(first, File.ReadAllText(path));
    }

    [Fact]
    public void Nothing_of_the_private_key_is_in_the_output()
    {
        MailDkimKey key = Pair("s1").Make(null, overwrite: false);
        string secret = string.Concat(File.ReadAllLines(key.Path).Where(line => line[0] != '-'));

        Assert.DoesNotContain(secret.Substring(secret.Length - 40), key.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", key.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_public_key_is_read_in_every_form()
    {
        using RSA rsa = RSA.Create(2048);
        string expected = Convert.ToBase64String(rsa.ExportSubjectPublicKeyInfo());

        Assert.Equal(expected, DkimPublicKey.Parse(rsa.ExportSubjectPublicKeyInfoPem()).Base64);
        Assert.Equal(expected, DkimPublicKey.Parse(rsa.ExportRSAPublicKeyPem()).Base64);
        Assert.Equal(expected, DkimPublicKey.Parse(expected.Insert(60, "\r\n ")).Base64);
        Assert.Equal(expected, DkimPublicKey.Parse(Convert.ToBase64String(rsa.ExportRSAPublicKey())).Base64);
        Assert.Equal(expected, DkimPublicKey.Read(Write(rsa.ExportPkcs8PrivateKeyPem())).Base64);
        Assert.Equal(expected, DkimPublicKey.Read(Write(rsa.ExportSubjectPublicKeyInfoPem())).Base64);
    }

    [Fact]
    public void A_public_key_of_ed25519_is_read_from_a_record_and_from_a_file()
    {
        MailDkimKey key = Pair("s1").Make(null, overwrite: false);

        Assert.Equal(new DkimPublicKey("ed25519", 256, key.PublicKey), DkimPublicKey.Parse(key.PublicKey));
        Assert.Equal(key.PublicKey, DkimPublicKey.Read(key.Path).Base64);
    }

    [Theory]
    [InlineData("")]
    [InlineData("p=abc")]
    [InlineData("AAAA")]
    [InlineData("MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    [InlineData("abcd\"; p=")]
    public void What_is_no_public_key_is_refused(string text) => Places.Refusal(() => DkimPublicKey.Parse(text));

    [Fact]
    public void A_private_key_is_not_taken_for_a_public_one()
    {
        using RSA rsa = RSA.Create(1024);

        Assert.Contains("-KeyPath", Places.Refusal(() => DkimPublicKey.Parse(rsa.ExportPkcs8PrivateKeyPem())));
    }

    [Fact]
    public void Short_keys_are_warned_of_and_too_short_ones_refused()
    {
        using RSA weak = RSA.Create(1024);
        using RSA broken = RSA.Create(512);

        Assert.Equal(["DKIM-KEY-WEAK"], DkimRecordBuilder.Build(
            Places.Example, "s1", DkimPublicKey.Parse(weak.ExportSubjectPublicKeyInfoPem())).Warnings);
        Assert.Contains("512", Places.Refusal(() => DkimPublicKey.Parse(broken.ExportSubjectPublicKeyInfoPem())));
    }

    private static bool IsDesktopBuild =>
        typeof(DkimKeyPair).Assembly.GetCustomAttributes(typeof(System.Runtime.Versioning.TargetFrameworkAttribute), false)
            .Cast<System.Runtime.Versioning.TargetFrameworkAttribute>().Single().FrameworkName
            .StartsWith(".NETStandard", StringComparison.Ordinal);

    private DkimKeyPair Pair(string selector) => new(Places.Example, selector, _folder.Path);

    private string Write(string text) => _folder.Write("key.pem", System.Text.Encoding.ASCII.GetBytes(text));
}
