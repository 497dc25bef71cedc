using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using MimeKit;
using MimeKit.Cryptography;
using Org.BouncyCastle.Crypto;
using SmtpAdmin.Testing.Peers;

namespace SmtpAdmin.Core.Tests.Signing;

/// <summary>Verifies every DKIM signature of a message as it is on the wire: with MimeKit, and with dkimpy.</summary>
internal static class DkimCheck
{
    // Messages in Base64, one a line; for each a line with pass or fail for each signature. What is not in the zone has
    // no record.
    private const string Dkimpy =
        """
        import sys, json, base64, dkim
        zone = json.loads(sys.argv[1])
        def find(name, timeout=5):
            value = zone.get(name.decode().rstrip('.').lower())
            return None if value is None else value.encode()
        def verify(message, index):
            try:
                return dkim.DKIM(message, minkey=1024).verify(idx=index, dnsfunc=find)
            except dkim.DKIMException as error:
                print(error, file=sys.stderr)
                return False
        for line in sys.stdin:
            message = base64.b64decode(line)
            names = [name.lower() for name, value in dkim.rfc822_parse(message)[0]]
            count = names.count(b'dkim-signature')
            print(' '.join('pass' if verify(message, index) else 'fail' for index in range(count)))
        """;

    private static readonly PythonModule s_dkimpy = new("dkim", "python3-dkim");

    /// <summary>The verdicts of dkimpy on each message, top to bottom; skips the test where it is not installed.</summary>
    public static async Task<string[]> WithDkimpyAsync(
        IReadOnlyDictionary<string, string> zone, params byte[][] messages)
    {
        string python = await s_dkimpy.FindPythonOrSkipAsync();
        byte[] input = Encoding.ASCII.GetBytes(string.Join('\n', messages.Select(Convert.ToBase64String)));
        ToolResult result = await ToolRun.RunAsync(python, ["-c", Dkimpy, JsonSerializer.Serialize(zone)], input);
        return result.ExitCode == 0
            ? result.Output.TrimEnd('\n').Split('\n')
            : throw new InvalidOperationException(result.ToString());
    }

    /// <summary>The verdicts of MimeKit, top to bottom.</summary>
    public static string WithMimeKit(IReadOnlyDictionary<string, string> zone, byte[] message)
    {
        using MimeMessage parsed = MimeMessage.Load(new MemoryStream(message));
        var verifier = new DkimVerifier(new ZoneKeys(zone));
        return string.Join(' ', parsed.Headers.Where(header => header.Id == HeaderId.DkimSignature)
            .Select(header => verifier.Verify(parsed, header) ? "pass" : "fail"));
    }

    /// <summary>The message as a connection writes it.</summary>
    public static byte[] ToWire(MimeMessage message, bool isInternational = false)
    {
        FormatOptions format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        format.EnsureNewLine = true;
        format.International = isInternational;
        using var stream = new MemoryStream();
        message.WriteTo(format, stream);
        return stream.ToArray();
    }

    public static byte[] Change(byte[] message, string old, string replacement)
    {
        string text = Encoding.Latin1.GetString(message);
        int index = text.LastIndexOf(old, StringComparison.Ordinal);
        return index < 0
            ? throw new InvalidOperationException($"'{old}' is not in the message.")
            : Encoding.Latin1.GetBytes(text.Remove(index, old.Length).Insert(index, replacement));
    }

    private sealed class ZoneKeys(IReadOnlyDictionary<string, string> zone) : DkimPublicKeyLocatorBase
    {
        public override AsymmetricKeyParameter LocatePublicKey(
            string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            GetPublicKey(zone[$"{selector}._domainkey.{domain}"]);

        public override Task<AsymmetricKeyParameter> LocatePublicKeyAsync(
            string methods, string domain, string selector, CancellationToken cancellationToken = default) =>
            Task.FromResult(LocatePublicKey(methods, domain, selector, cancellationToken));
    }
}
