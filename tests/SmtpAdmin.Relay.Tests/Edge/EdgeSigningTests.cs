using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using SmtpAdmin.Relay.Capture;
using SmtpAdmin.Testing.Conversations;
using SmtpAdmin.Testing.Peers;
using SmtpAdmin.Testing.Time;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Edge;

public sealed class EdgeSigningTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RSA _key = RSA.Create(2048);
    private readonly RelayOptions _options;

    public EdgeSigningTests()
    {
        string path = _folder.Write("key.pem", Encoding.ASCII.GetBytes(_key.ExportPkcs8PrivateKeyPem()));
        _options = TestRelay.SecureOptions with
        {
            Mode = RelayMode.Forward,
            SmartHost = new SmtpEndpoint("smart.example.com"),
            QueuePath = "unused",
            DkimKeys = [new($"s1._domainkey.example.com={path}"), new($"s2._domainkey.example.com={path}"), new($"s1._domainkey.other.test={path}")],
            Users = [TestRelay.SecureOptions.Users[0] with { SendAs = ["example.com"] }],
        };
    }

    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("From: Ann <ann@example.com>\r\n", "s1.example.com s2.example.com")]
    [InlineData("From: ann@mail.EXAMPLE.com\r\n", "s1.example.com s2.example.com")]
    [InlineData("From: ann@other.test\r\n", "s1.other.test")]
    [InlineData("From: ann@notexample.com\r\n", "")]
    [InlineData("From: ann@com\r\n", "")]
    [InlineData("From: ann@example.com, bob@other.test\r\n", "")]
    [InlineData("From: ann@example.com\r\nFrom: bob@other.test\r\n", "")]
    [InlineData("Subject: nobody\r\n", "")]
    [InlineData("no header at all\r\n", "")]
    public async Task A_message_is_signed_with_the_keys_of_its_authors_domain(string header, string expected)
    {
        await using TestRelay relay = TestRelay.Start(_options);
        string message = header + "Subject: x\r\n\r\n" + new string('x', 900) + "\r\n..dots\r\n";
        string raw = await EdgeHeaderTests.SendAsync(relay, message);
        Assert.EndsWith(message.Replace("..dots", ".dots", StringComparison.Ordinal), raw, StringComparison.Ordinal);
        Assert.Equal(expected, await VerifyAsync(raw));
    }

    [Fact]
    public async Task A_stranger_gets_no_signature()
    {
        RelayOptions options = _options with { RelayNetworks = [new IpNetwork("192.0.2.0/24")], AcceptedDomains = ["relay.test"] };
        await using TestRelay relay = TestRelay.Start(options);
        Assert.DoesNotContain("DKIM", await EdgeHeaderTests.SendAsync(relay, "From: boss@example.com\r\n\r\nx\r\n"));
    }

    [Theory]
    [InlineData("From: ann@example.com\r\n", "s1.example.com s2.example.com")]
    [InlineData("From: ann@other.test\r\n", "")]
    public async Task A_user_is_signed_for_as_far_as_it_may_send(string header, string expected)
    {
        await using TestRelay relay = TestRelay.Start(_options);
        await using SmtpConversation client = await relay.GreetAsync();
        await client.StartTlsAsync();
        await client.SendExpectAsync("AUTH PLAIN AHVzZXIAcMOkc3Mgd29yZA==", "235 ");
        await client.SendExpectAsync("MAIL FROM:<ann@example.com>", "250 ");
        await client.SendExpectAsync("RCPT TO:<b@relay.test>", "250 ");
        await client.SendExpectAsync("DATA", "354 ");
        await client.SendAsync(header + "\r\nx\r\n.\r\n");
        await client.ExpectAsync("250 ");
        CapturedMessage captured = relay.Captured.Messages.Single();
        Assert.Equal(expected, await VerifyAsync(Encoding.Latin1.GetString(captured.Raw)));
    }

    [Fact]
    public async Task What_waits_for_its_signature_is_given_up_with_the_connection()
    {
        await using TestRelay relay = TestRelay.Start(_options);
        await using (SmtpConversation client = await relay.DataAsync())
        {
            await client.SendAsync("From: ann@example.com\r\n\r\nhalf");
        }

        await Condition.WaitAsync(() => relay.Server.Counters.ConnectionsOpen == 0);
        Assert.Empty(relay.Captured.Messages);
        Assert.Equal(0, relay.Server.Counters.ConnectionFaults);
    }

    [Fact]
    public void A_key_that_cannot_sign_is_an_error_at_the_start()
    {
        RelayOptions options = _options with { DkimKeys = [new("s1._domainkey.example.com=/no/such.pem")] };
        var error = Assert.Throws<SmtpAdminException>(() => RelayServer.Start(options, new CaptureStore(1)));
        Assert.Equal(ErrorKind.SigningKeyInvalid, error.Kind);
    }

    /// <returns>Selector and domain of each signature, all of them good.</returns>
    private async Task<string> VerifyAsync(string raw)
    {
        using var stream = new MemoryStream(Encoding.Latin1.GetBytes(raw));
        using MimeMessage message = await MimeMessage.LoadAsync(stream, TestContext.Current.CancellationToken);
        var locator = new Locator($"v=DKIM1; k=rsa; p={Convert.ToBase64String(_key.ExportSubjectPublicKeyInfo())}");
        foreach (Header field in message.Headers.Where(field => field.Id == HeaderId.DkimSignature))
        {
            Assert.True(await new DkimVerifier(locator).VerifyAsync(message, field, TestContext.Current.CancellationToken));
        }

        return string.Join(" ", locator.Asked);
    }

    private sealed class Locator(string record) : DkimPublicKeyLocatorBase
    {
        public List<string> Asked { get; } = [];

        public override AsymmetricKeyParameter LocatePublicKey(
            string methods, string domain, string selector, CancellationToken cancellationToken = default)
        {
            Asked.Add($"{selector}.{domain}");
            return GetPublicKey(record);
        }

        public override Task<AsymmetricKeyParameter> LocatePublicKeyAsync(
            string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            Task.FromResult(LocatePublicKey(methods, domain, selector, cancellationToken));
    }
}
