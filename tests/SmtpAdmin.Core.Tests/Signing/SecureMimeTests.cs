using System;
using System.Collections.Generic;
using System.Linq;
using System.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading.Tasks;
using MimeKit;
using SmtpAdmin.Core.Addressing;
using SmtpAdmin.Core.Signing;
using SmtpAdmin.Testing.Certificates;
using SmtpAdmin.Testing.Peers;
using SmtpAdmin.Testing.Time;
using Xunit;

namespace SmtpAdmin.Core.Tests.Signing;

public sealed class SecureMimeTests : IDisposable
{
    private const string CodeSigning = "1.3.6.1.5.5.7.3.3";
    private readonly MailCertificates _certificates = new();
    private readonly TemporaryFolder _folder = new();
    private readonly List<X509Certificate2> _issued = [];

    public void Dispose()
    {
        _issued.ForEach(certificate => certificate.Dispose());
        _certificates.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_message_signed_from_a_PFX_file_verifies_with_openssl_that_knows_the_root_alone()
    {
        byte[] message = Sign(new SigningOptions { SigningCertificate = PfxOf("alice@example.com") });

        ToolResult result = await VerifyAsync(message);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("third line", result.Output, StringComparison.Ordinal);
        Assert.Contains("micalg=sha-256", Encoding.ASCII.GetString(message), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signed_message_with_one_letter_changed_does_not_verify()
    {
        byte[] message = Sign(new SigningOptions { SigningCertificate = PfxOf("alice@example.com") });

        ToolResult result = await VerifyAsync(DkimCheck.Change(message, "third line", "third lime"));

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("verification failure", result.Errors, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_certificate_that_is_loaded_signs_as_well()
    {
        var certificate = new SmtpCertificate(Issue("alice@example.com"));
        byte[] message = Sign(new SigningOptions { SigningCertificate = certificate });

        ToolResult result = await VerifyAsync(message, _certificates.Intermediate);

        Assert.True(result.ExitCode == 0, result.ToString());
    }

    [Fact]
    public async Task Every_recipient_decrypts_a_message_that_was_signed_first_and_then_encrypted()
    {
        X509Certificate2 bob = Issue("bob@example.net");
        X509Certificate2 carol = Issue("Carol@Example.org");
        var options = new SigningOptions
        {
            SigningCertificate = PfxOf("alice@example.com"),
            Encrypt = true,
            RecipientCertificates = [new SmtpCertificate(bob), new SmtpCertificate(_folder.Write("c.pem", Pem(carol)))],
        };

        byte[] message = Sign(options, "bob@example.net", "carol@example.org");

        Assert.DoesNotContain("third line", Encoding.ASCII.GetString(message), StringComparison.Ordinal);
        Assert.Contains("smime-type=enveloped-data", Encoding.ASCII.GetString(message), StringComparison.Ordinal);
        foreach (X509Certificate2 recipient in new[] { bob, carol })
        {
            ToolResult decrypted = await DecryptAsync(message, recipient);
            Assert.True(decrypted.ExitCode == 0, decrypted.ToString());
            ToolResult verified = await VerifyAsync(Encoding.ASCII.GetBytes(decrypted.Output));
            Assert.True(verified.ExitCode == 0, verified.ToString());
            Assert.Contains("third line", verified.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_stranger_cannot_decrypt()
    {
        var options = new SigningOptions
        {
            Encrypt = true,
            RecipientCertificates = [new SmtpCertificate(Issue("bob@example.net"))],
        };
        byte[] message = Sign(options, "bob@example.net");

        ToolResult decrypted = await DecryptAsync(message, Issue("eve@example.net"));

        Assert.NotEqual(0, decrypted.ExitCode);
    }

    [Fact]
    public async Task The_encryption_is_AES_256()
    {
        var options = new SigningOptions
        {
            Encrypt = true,
            RecipientCertificates = [new SmtpCertificate(Issue("bob@example.net"))],
        };
        string path = _folder.Write("message.eml", Sign(options, "bob@example.net"));

        ToolResult printed = await ToolRun.RunAsync(
            DebianTool.OpenSsl.FindOrSkip(), ["cms", "-cmsout", "-print", "-in", path]);

        Assert.Contains("aes-256-cbc", printed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Recipients_without_a_certificate_that_is_valid_are_all_named()
    {
        var options = new SigningOptions
        {
            Encrypt = true,
            RecipientCertificates =
            [
                new SmtpCertificate(Issue("bob@example.net")),
                new SmtpCertificate(Keep(_certificates.IssueExpired("carol@example.org"))),
            ],
        };

        SmtpAdminException error = Assert.Throws<SmtpAdminException>(
            () => Sign(options, "bob@example.net", "carol@example.org", "dave@example.com"));

        Assert.Equal(ErrorKind.EncryptionCertificateMissing, error.Kind);
        Assert.EndsWith("for: carol@example.org, dave@example.com.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_that_cannot_sign_mail_is_refused_with_the_reason()
    {
        using var withoutKey = X509CertificateLoader.LoadCertificate(Issue("alice@example.com").RawData);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        X509Certificate2 forCode = Keep(_certificates.Issue(now.AddDays(-1), now.AddDays(1), CodeSigning, ["alice@example.com"]));

        Assert.Contains("has no private key", Refusal(new SmtpCertificate(withoutKey)), StringComparison.Ordinal);
        Assert.Contains("names no e-mail address", Refusal(new SmtpCertificate(Issue())), StringComparison.Ordinal);
        Assert.Contains("not issued for signing e-mail", Refusal(new SmtpCertificate(forCode)), StringComparison.Ordinal);
        Assert.Matches(
            @"is valid from \d{4}-\d\d-\d\d .* UTC only",
            Refusal(new SmtpCertificate(Keep(_certificates.IssueExpired("alice@example.com")))));
        Assert.Contains(
            "is for bob@example.net, and the message is from",
            Refusal(new SmtpCertificate(Issue("bob@example.net"))),
            StringComparison.Ordinal);
        Assert.Contains(
            $"No certificate with thumbprint {new string('0', 39)}A",
            Refusal(new SmtpCertificate(new string('0', 39) + ":a")),
            StringComparison.Ordinal);
        Assert.Contains("'/nowhere.pfx' cannot be read", Refusal(new SmtpCertificate("/nowhere.pfx")), StringComparison.Ordinal);
        SmtpCertificate locked = PfxOf("alice@example.com");
        locked.Password = null;
        Assert.Contains("its password is another one", Refusal(locked), StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_that_expires_in_the_middle_of_a_pipeline_signs_no_more()
    {
        var clock = new ManualClock(DateTimeOffset.UtcNow);
        var options = new SigningOptions { SigningCertificate = new SmtpCertificate(Issue("alice@example.com")) };
        using var signer = new MessageSigner(options, clock);
        using MimeMessage first = DkimSignaturesTests.NewMessage();
        using MimeMessage second = DkimSignaturesTests.NewMessage();

        signer.Sign(first, []);
        clock.Advance(TimeSpan.FromDays(400));

        Assert.Equal(
            ErrorKind.SigningCertificateInvalid, Assert.Throws<SmtpAdminException>(() => signer.Sign(second, [])).Kind);
    }

    private static byte[] Sign(SigningOptions options, params string[] recipients)
    {
        using var signer = new MessageSigner(options);
        using MimeMessage message = DkimSignaturesTests.NewMessage();
        signer.Sign(message, recipients.Select(recipient => MailAddressParser.Parse(recipient)).ToArray());
        return DkimCheck.ToWire(message);
    }

    private static string Refusal(SmtpCertificate certificate)
    {
        SmtpAdminException error =
            Assert.Throws<SmtpAdminException>(() => Sign(new SigningOptions { SigningCertificate = certificate }));
        Assert.Equal(ErrorKind.SigningCertificateInvalid, error.Kind);
        return error.Message;
    }

    private async Task<ToolResult> VerifyAsync(byte[] message, params X509Certificate2[] known)
    {
        string path = _folder.Write("signed.eml", message);
        string root = _folder.Write("root.pem", known.Prepend(_certificates.Root).SelectMany(Pem).ToArray());
        return await ToolRun.RunAsync(
            DebianTool.OpenSsl.FindOrSkip(), ["cms", "-verify", "-in", path, "-CAfile", root]);
    }

    private async Task<ToolResult> DecryptAsync(byte[] message, X509Certificate2 recipient)
    {
        string path = _folder.Write("encrypted.eml", message);
        string certificate = _folder.Write("recipient.pem", Pem(recipient));
        using RSA key = recipient.GetRSAPrivateKey()!;
        string keyPath = _folder.Write("recipient.key", Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
        return await ToolRun.RunAsync(
            DebianTool.OpenSsl.FindOrSkip(), ["cms", "-decrypt", "-in", path, "-recip", certificate, "-inkey", keyPath]);
    }

    private SmtpCertificate PfxOf(string address)
    {
        var password = new SecureString();
        foreach (char character in "s3cret")
        {
            password.AppendChar(character);
        }

        string path = _folder.Write("signer.pfx", _certificates.ToPfx(Issue(address), "s3cret"));
        return new SmtpCertificate(path) { Password = password };
    }

    private X509Certificate2 Issue(params string[] addresses) => Keep(_certificates.Issue(addresses));

    private X509Certificate2 Keep(X509Certificate2 certificate)
    {
        _issued.Add(certificate);
        return certificate;
    }

    private static byte[] Pem(X509Certificate2 certificate) =>
        Encoding.ASCII.GetBytes(certificate.ExportCertificatePem() + "\n");
}
