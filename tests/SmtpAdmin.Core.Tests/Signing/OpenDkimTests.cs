using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Threading.Tasks;
using MimeKit;
using SmtpAdmin.Testing.Peers;
using Xunit;

namespace SmtpAdmin.Core.Tests.Signing;

/// <summary>
/// Signatures as OpenDKIM sees them, which many servers verify with. It accepts a message for one good signature of
/// several, so each message here has one.
/// </summary>
public sealed class OpenDkimTests : IDisposable
{
    private const string Fields = "Date: Tue, 24 Nov 2026 10:00:00 +0000\r\nFrom: a@example.com\r\n";

    private readonly DkimTestKeys _keys = new();

    public void Dispose() => _keys.Dispose();

    [Theory]
    [InlineData("rsa")]
    [InlineData("ed25519")]
    public async Task A_signed_message_verifies(string algorithm)
    {
        await using OpenDkimVerifier verifier = await OpenDkimVerifier.StartAsync(_keys.Zone);

        AssertGood(await verifier.VerifyAsync(Sign(algorithm)));
    }

    [Theory]
    [InlineData("rsa", "third line", "third lime")]
    [InlineData("rsa", "Subject: Report", "Subject: Repost")]
    [InlineData("rsa", "From: Alice", "From: Alise")]
    [InlineData("rsa", "Content-Type: text/plain", "Content-Type: text/html\r\nContent-Type: text/plain")]
    [InlineData("ed25519", "third line", "third lime")]
    [InlineData("ed25519", "Subject: Report", "Subject: Repost")]
    [InlineData("ed25519", "Content-Type: text/plain", "Content-Type: text/html\r\nContent-Type: text/plain")]
    public async Task A_message_that_was_changed_does_not_verify(string algorithm, string old, string replacement)
    {
        await using OpenDkimVerifier verifier = await OpenDkimVerifier.StartAsync(_keys.Zone);
        byte[] message = Sign(algorithm);
        AssertGood(await verifier.VerifyAsync(message));

        ToolResult result = await verifier.VerifyAsync(DkimCheck.Change(message, old, replacement));

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("Bad signature", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rsa")]
    [InlineData("ed25519")]
    public async Task The_key_of_another_owner_does_not_verify_a_message(string algorithm)
    {
        using var others = new DkimTestKeys();
        await using OpenDkimVerifier verifier = await OpenDkimVerifier.StartAsync(others.Zone);

        ToolResult result = await verifier.VerifyAsync(Sign(algorithm));

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("Bad signature", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rsa")]
    [InlineData("ed25519")]
    public async Task What_servers_do_on_the_way_leaves_a_signature_valid(string algorithm)
    {
        await using OpenDkimVerifier verifier = await OpenDkimVerifier.StartAsync(_keys.Zone);
        byte[] message = Sign(algorithm);
        byte[] received = [.. "Received: from a by b; Tue, 24 Nov 2026 10:00:00 +0000\r\n"u8, .. message];

        AssertGood(await verifier.VerifyAsync(received));
        AssertGood(await verifier.VerifyAsync(
            DkimCheck.Change(message, "Subject: Report of", "Subject:  Report\r\n of")));
        AssertGood(await verifier.VerifyAsync(DkimCheck.Change(message, "third line", "third  line \t")));
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r\n\r\n\r\n")]
    [InlineData("Subject: blanks at the end\r\n\r\nbody  \t\r\n\r\n\r\n")]
    [InlineData("Subject: no end of the last line\r\n\r\nbody")]
    [InlineData("List-Post:\r\n <folded>\r\n\t,<thrice>\r\nList-Post: <twice>\r\n\r\n.\r\n..\r\n")]
    [InlineData("SUBJECT:  blanks \r\nTO:b@example.net\r\n\r\nbody\r\n")]
    [InlineData("Content-Type: multipart/mixed; boundary=b\r\n\r\npre\r\n--b\r\n\r\nx\r\n--b--epi\r\n\r\n")]
    [InlineData("Content-Type: text/plain; charset=latin1\r\nContent-Transfer-Encoding: 8bit\r\n\r\n\xE4\xF6\r\n")]
    public async Task Bytes_that_go_out_as_they_are_verify_behind_a_signature(string rest)
    {
        await using OpenDkimVerifier verifier = await OpenDkimVerifier.StartAsync(_keys.Zone);
        byte[] message = Encoding.Latin1.GetBytes(Fields + rest);

        AssertGood(await verifier.VerifyAsync(SignRaw(message, _keys.Rsa)));
        AssertGood(await verifier.VerifyAsync(SignRaw(message, _keys.Ed25519)));
    }

    // It writes nothing about a good signature.
    private static void AssertGood(ToolResult result) => Assert.Equal(new ToolResult(0, "", ""), result);

    private byte[] Sign(string algorithm)
    {
        using MimeMessage message = DkimSignaturesTests.NewMessage();
        DkimTestKeys.Load(algorithm == "rsa" ? _keys.Rsa : _keys.Ed25519).Sign(message);
        return DkimCheck.ToWire(message);
    }

    private static byte[] SignRaw(byte[] message, SmtpDkimKey key)
    {
        using var stream = new MemoryStream(message);
        IReadOnlyList<string> fields =
            DkimTestKeys.Load(key).CreateSignatures(stream, TestContext.Current.CancellationToken);
        return [.. Encoding.ASCII.GetBytes(string.Concat(fields)), .. message];
    }
}
