using System;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using MimeKit;
using SmtpAdmin.Core.Signing;
using SmtpAdmin.Testing.Certificates;
using Xunit;

namespace SmtpAdmin.Core.Tests.Signing;

public sealed class MessageSignerTests : IDisposable
{
    private readonly DkimTestKeys _keys = new();

    public void Dispose() => _keys.Dispose();

    [Fact]
    public async Task Dkim_is_laid_over_the_SMIME_signature()
    {
        using var certificates = new MailCertificates();
        using var certificate = certificates.Issue("alice@example.com");
        var options = new SigningOptions
        {
            DkimKeys = [_keys.Rsa, _keys.Ed25519],
            SigningCertificate = new SmtpCertificate(certificate),
        };
        using var signer = new MessageSigner(options);
        using MimeMessage message = DkimSignaturesTests.NewMessage();

        signer.Sign(message, []);

        Assert.Equal("multipart/signed", message.Body!.ContentType.MimeType);
        Assert.Equal(["pass pass"], await DkimCheck.WithDkimpyAsync(_keys.Zone, DkimCheck.ToWire(message)));
    }

    [Fact]
    public async Task A_message_keeps_its_bytes_whichever_way_it_is_written_afterwards()
    {
        using var signer = new MessageSigner(new SigningOptions { DkimKeys = [_keys.Rsa, _keys.Ed25519] });
        using MimeMessage message = DkimSignaturesTests.NewMessage();
        message.Subject = "Gr\u00fc\u00dfe aus K\u00f6ln";
        message.To.Add(new MailboxAddress("J\u00f6rg", "j\u00f6rg@example.net"));
        var part = new MimePart("application", "octet-stream")
        {
            Content = new MimeContent(new System.IO.MemoryStream([1, 2, 3])),
            FileName = "\u00dcbersicht.bin",
        };
        message.Body = new Multipart("mixed") { new TextPart("plain") { Text = "\u00e4\u00f6\u00fc\n" }, part };

        signer.Sign(message, []);
        byte[] plain = DkimCheck.ToWire(message);
        message.Prepare(EncodingConstraint.SevenBit, 998);
        byte[] international = DkimCheck.ToWire(message, isInternational: true);

        Assert.Equal(plain, international);
        Assert.Contains("j\u00f6rg@example.net", Encoding.UTF8.GetString(plain), StringComparison.Ordinal);
        Assert.Equal(["pass pass"], await DkimCheck.WithDkimpyAsync(_keys.Zone, plain));
    }

    [Fact]
    public async Task Many_threads_sign_at_a_time()
    {
        using var certificates = new MailCertificates();
        using var certificate = certificates.Issue("alice@example.com");
        var options = new SigningOptions
        {
            DkimKeys = [_keys.Rsa, _keys.Ed25519],
            SigningCertificate = new SmtpCertificate(certificate),
        };
        using var signer = new MessageSigner(options);

        byte[][] messages = await Task.WhenAll(Enumerable.Range(0, 64).Select(number => Task.Run(() =>
        {
            using MimeMessage message = DkimSignaturesTests.NewMessage();
            message.Subject = $"Number {number}";
            signer.Sign(message, []);
            return DkimCheck.ToWire(message);
        })));

        Assert.All(
            await DkimCheck.WithDkimpyAsync(_keys.Zone, messages), verdicts => Assert.Equal("pass pass", verdicts));
    }

    [Fact]
    public void Warnings_name_each_key_that_is_shorter_than_recommended()
    {
        using var rsa = System.Security.Cryptography.RSA.Create(1024);
        SmtpDkimKey weak = DkimTestKeys.Key("old", _keys.WriteText("old.pem", rsa.ExportPkcs8PrivateKeyPem()));

        using var signer = new MessageSigner(new SigningOptions { DkimKeys = [_keys.Rsa, weak] });

        Assert.Contains("old._domainkey.example.com has 1024 bits", Assert.Single(signer.Warnings), StringComparison.Ordinal);
    }
}
