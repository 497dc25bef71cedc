using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Tests.Engine;
using SmtpAdmin.Testing.Certificates;
using SmtpAdmin.Testing.Peers;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Commands;

/// <summary>Messages that are signed or encrypted on their way out, judged as they arrive at a relay.</summary>
public sealed class SendSigningTests : IDisposable
{
    // The key pair of RFC 8463, appendix A.2.
    private const string Ed25519Seed = "nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=";
    private const string Ed25519Record = "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=";

    // The message comes on standard input; a word for each signature, top to bottom.
    private const string Dkimpy =
        """
        import sys, json, dkim
        zone = json.loads(sys.argv[1])
        message = sys.stdin.buffer.read()
        count = [name.lower() for name, value in dkim.rfc822_parse(message)[0]].count(b'dkim-signature')
        find = lambda name, timeout=5: zone[name.decode().rstrip('.')].encode()
        print(*(dkim.DKIM(message).verify(idx=index, dnsfunc=find) for index in range(count)))
        """;

    private static readonly PythonModule s_dkimpy = new("dkim", "python3-dkim");

    private readonly HostedEngine _engine = HostedEngine.WithModule();
    private readonly TemporaryFolder _folder = new();
    private readonly MailCertificates _certificates = new();
    private readonly RSA _rsa = RSA.Create(2048);

    public SendSigningTests()
    {
        _folder.Write("rsa.pem", Encoding.ASCII.GetBytes(_rsa.ExportPkcs8PrivateKeyPem()));
        _folder.Write("ed.key", Encoding.ASCII.GetBytes(Ed25519Seed + "\n"));
        _engine.Run(
            "$relay = Start-SmtpRelay inbox; $to = @{ Server = \"127.0.0.1:$($relay.Port)\" };"
            + "$mail = $to + @{ From = 'a@example.com'; To = 'b@example.com'; Subject = 'Grüße'; Body = \"x`n.`n y  `n`n\" };"
            + "$null = $ExecutionContext.SessionState.Path.SetLocation($folder);"
            + "$keys = 'rsa._domainkey.example.com=./rsa.pem', 'ed._domainkey.example.com=./ed.key'",
            ("folder", _folder.Path)).ThrowIfFailed();
    }

    public void Dispose()
    {
        _engine.Dispose();
        _rsa.Dispose();
        _certificates.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Each_key_makes_a_signature_with_its_own_name_and_algorithm()
        => Assert.Equal(
            ["ed example.com ed25519-sha256", "rsa example.com rsa-sha256"],
            Signatures(Receive("Send-SmtpMessage @mail -DkimKey $keys"))
                .Select(tags => $"{tags["s"]} {tags["d"]} {tags["a"]}").Order(StringComparer.Ordinal));

    [Fact]
    public async Task Both_signatures_verify_with_dkimpy_until_a_letter_changes()
    {
        string python = await s_dkimpy.FindPythonOrSkipAsync();
        byte[] message = Receive("Send-SmtpMessage @mail -Html '<p>ü</p>' -DkimKey $keys").Raw;

        Assert.Equal("True True", await VerifyDkimAsync(python, message));
        Assert.Equal("False False", await VerifyDkimAsync(python, Change(message, "Subject: =", "Subject: +")));
    }

    [Theory]
    [InlineData("'rsa._domainkey.example.com=./rsa.pem'", null)]
    [InlineData("@{ Domain = 'example.com'; Selector = 'rsa'; Path = './rsa.pem' }", null)]
    [InlineData("@{ Domain = 'example.com'; Selector = 'rsa'; Path = $folder + '/rsa.pem'; Identity = '@m.example.com' }", "@m.example.com")]
    [InlineData("([SmtpAdmin.SmtpDkimKey]@{ Domain = 'example.com'; Selector = 'rsa'; Path = 'rsa.pem' })", null)]
    public void A_key_is_given_as_text_or_as_a_table(string key, string? identity)
    {
        Dictionary<string, string> tags = Assert.Single(Signatures(Receive($"Send-SmtpMessage @mail -DkimKey {key}")));

        Assert.Equal(("example.com", "rsa"), (tags["d"], tags["s"]));
        Assert.Equal(identity, tags.GetValueOrDefault("i"));
    }

    [Fact]
    public async Task A_finished_message_arrives_byte_for_byte_behind_its_signatures()
    {
        // What a writer would tidy: odd folding, no space after a colon, trailing spaces, 8-bit bytes that are no UTF-8.
        byte[] file = Encoding.Latin1.GetBytes(
            "from:a@example.com\r\nTo: b@example.com,\r\n\t  c@example.com \r\nSUBJECT:  odd   spaces \r\n"
            + "Date: Tue, 03 Mar 2026 10:00:00 +0000\r\nMessage-ID: <1@example.com>\r\nX-Empty:\r\n"
            + "Content-Transfer-Encoding: 8bit\r\n\r\n.dot\r\n\r\nGr\u00FC\u00DFe  \r\n\r\n\r\n");
        _folder.Write("finished.eml", file);
        RelayMessage message = Receive("Send-SmtpMessage @to -Path ./finished.eml -DkimKey $keys");

        Assert.True(message.Raw.AsSpan().EndsWith(file));
        string added = Encoding.ASCII.GetString(message.Raw, 0, message.Raw.Length - file.Length);
        Assert.Equal(
            ["Received", "DKIM-Signature", "DKIM-Signature"],
            added.TrimEnd().Split("\r\n").Where(line => line[0] is not (' ' or '\t')).Select(line => line.Split(':')[0]));
        Assert.Equal("True True", await VerifyDkimAsync(await s_dkimpy.FindPythonOrSkipAsync(), message.Raw));
    }

    [Fact]
    public async Task A_missing_key_file_ends_the_command_before_anything_is_sent()
    {
        await using var server = new SendServer();
        EngineResult result = _engine.Run(
            "try { 'b@example.com', 'c@example.com' | ForEach-Object { [pscustomobject]@{ To = $_ } } |"
            + $" Send-SmtpMessage -Server {server.Address} -From a@example.com -Subject s"
            + " -DkimKey 'gone._domainkey.example.com=./gone.pem' } catch { $_ }").ThrowIfFailed();

        ErrorRecord error = Assert.IsType<ErrorRecord>(Assert.Single(result.Output));
        Assert.StartsWith("SigningKeyInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("gone.pem", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, server.Connections);
    }

    [Fact]
    public async Task The_signature_of_a_certificate_verifies_with_openssl_until_a_letter_changes()
    {
        string openssl = DebianTool.OpenSsl.FindOrSkip();
        using X509Certificate2 certificate = _certificates.Issue("a@example.com");
        byte[] message = Receive(
            "Send-SmtpMessage @mail -Body 'Pay 100' -SigningCertificate $certificate -DkimKey $keys", ("certificate", certificate)).Raw;

        ToolResult result = await VerifyAsync(openssl, message);
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("Pay 100", result.Output, StringComparison.Ordinal);
        Assert.NotEqual(0, (await VerifyAsync(openssl, Change(message, "Pay 100", "Pay 900"))).ExitCode);
    }

    [Fact]
    public async Task A_recipient_without_a_certificate_keeps_back_that_message_alone()
    {
        using X509Certificate2 certificate = _certificates.Issue("b@example.com");
        await using var server = new SendServer();
        EngineResult result = _engine.Run(
            "@('b@example.com', 'c@example.com'), 'b@example.com' | ForEach-Object { [pscustomobject]@{ To = $_ } } |"
            + $" Send-SmtpMessage -Server {server.Address} -From a@example.com -Subject s -Body secret"
            + " -EncryptionCertificate $certificate", ("certificate", certificate));

        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("EncryptionCertificateMissing,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("c@example.com", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(SendStatus.Sent, Assert.IsType<SmtpSendResult>(Assert.Single(result.Output)).Status);
        string content = Assert.Single(server.Contents);
        Assert.Contains("application/pkcs7-mime", content, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", content, StringComparison.Ordinal);
    }

    private RelayMessage Receive(string command, params (string Name, object? Value)[] variables) =>
        _engine.Run($"$null = {command}; Wait-SmtpRelayMessage", variables).Single<RelayMessage>();

    private static Dictionary<string, string>[] Signatures(RelayMessage message) =>
        [.. message.Headers
            .Where(field => field.Name.Equals("DKIM-Signature", StringComparison.OrdinalIgnoreCase))
            .Select(field => string.Concat(field.Value.Where(character => !char.IsWhiteSpace(character))))
            .Select(value => value.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(tag => tag.Split('=', 2))
                .ToDictionary(tag => tag[0], tag => tag[1]))];

    private async Task<string> VerifyDkimAsync(string python, byte[] message)
    {
        string zone = JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["rsa._domainkey.example.com"] = $"v=DKIM1; k=rsa; p={Convert.ToBase64String(_rsa.ExportSubjectPublicKeyInfo())}",
            ["ed._domainkey.example.com"] = Ed25519Record,
        });
        ToolResult result = await ToolRun.RunAsync(python, ["-c", Dkimpy, zone], message);
        return result.ExitCode == 0 ? result.Output.Trim() : throw new InvalidOperationException(result.ToString());
    }

    // The chain is not what is tested here.
    private Task<ToolResult> VerifyAsync(string openssl, byte[] message) =>
        ToolRun.RunAsync(openssl, ["cms", "-verify", "-noverify", "-in", _folder.Write("signed.eml", message)]);

    private static byte[] Change(byte[] message, string old, string replacement)
    {
        string text = Encoding.Latin1.GetString(message);
        Assert.Contains(old, text, StringComparison.Ordinal);
        return Encoding.Latin1.GetBytes(text.Replace(old, replacement, StringComparison.Ordinal));
    }
}
