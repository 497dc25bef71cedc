using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using SmtpAdmin.Core.Signing;
using SmtpAdmin.Testing.Files;
using Xunit;

namespace SmtpAdmin.Core.Tests.Signing;

/// <summary>Signs the messages of other implementations' suites.</summary>
public sealed class DkimSuiteTests : IDisposable
{
    private readonly DkimTestKeys _keys = new();

    public void Dispose() => _keys.Dispose();

    [Fact]
    public async Task Messages_of_the_OpenDKIM_suite_verify_and_have_the_body_hashes_that_it_expects()
    {
        using JsonDocument suite = JsonDocument.Parse(File.ReadAllBytes(Find("dkim-opendkim/opendkim-tests.json")));
        JsonElement[] sessions = suite.RootElement.GetProperty("tests").EnumerateArray()
            .SelectMany(test => test.GetProperty("sessions").EnumerateArray())
            .Where(session => session.GetProperty("op").GetString() == "sign" && HasFrom(session)).ToArray();
        var signed = new List<byte[]>();
        int compared = 0;
        foreach (JsonElement session in sessions)
        {
            string message = string.Concat(Headers(session).Select(header => header + "\r\n"))
                + "\r\n" + session.GetProperty("body").GetString();
            byte[] bytes = Encoding.Latin1.GetBytes(message);
            string fields = SignRaw(bytes);
            signed.Add([.. Encoding.ASCII.GetBytes(fields), .. bytes]);
            if (ExpectedBodyHash(session) is { } hash)
            {
                compared++;
                Assert.Equal(hash, BodyHash(fields));
            }
        }

        string[] verdicts = await DkimCheck.WithDkimpyAsync(_keys.Zone, signed.ToArray());

        Assert.All(verdicts, verdict => Assert.Equal("pass pass", verdict));
        Assert.Equal((34, 2), (signed.Count, compared));
    }

    [Fact]
    public async Task The_example_of_RFC_8463_signed_with_its_keys_verifies_against_its_records_with_the_same_body_hash()
    {
        string folder = Find("dkim-dkimpy");
        using JsonDocument suite = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "cases.json")));
        var zone = suite.RootElement.GetProperty("zone_txt").EnumerateObject()
            .ToDictionary(record => record.Name, record => record.Value.GetString()!);
        byte[] message = Encoding.Latin1.GetBytes(
            File.ReadAllText(Path.Combine(folder, "data", "rfc6376.msg"), Encoding.Latin1).ReplaceLineEndings("\r\n"));
        SmtpDkimKey key = new("brisbane._domainkey.football.example.com=" + Path.Combine(folder, "data", "rfc8032_7_1.key"));

        string fields = SignRaw(message, key);

        Assert.Equal("2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=", BodyHash(fields));
        Assert.Equal(
            ["pass"], await DkimCheck.WithDkimpyAsync(zone, [.. Encoding.ASCII.GetBytes(fields), .. message]));
    }

    [Theory]
    [InlineData("dkim-dkimpy", "*.message")]
    [InlineData("mail-auth-stalwart", "*.eml")]
    [InlineData("dsn-sisimai", "*.eml")]
    public async Task Messages_of_all_sorts_verify_when_their_bytes_are_signed(string suite, string pattern)
    {
        byte[][] signed = Directory.EnumerateFiles(Find(suite), pattern, SearchOption.AllDirectories)
            .OrderBy(path => path, StringComparer.Ordinal)
            .Select(path => Encoding.Latin1.GetBytes(File.ReadAllText(path, Encoding.Latin1).ReplaceLineEndings("\r\n")))
            .Select(TrySignRaw).OfType<byte[]>().ToArray();

        string[] verdicts = await DkimCheck.WithDkimpyAsync(_keys.Zone, signed);

        Assert.NotEmpty(signed);
        Assert.All(verdicts, verdict => Assert.StartsWith("pass pass", verdict));
    }

    private static string Find(string path)
    {
        string? found = ConformanceData.Find(path);
        Assert.SkipWhen(found is null, ConformanceData.Absent);
        return found!;
    }

    // Of the files, those that are no message with From are not for signing.
    private byte[]? TrySignRaw(byte[] message)
    {
        try
        {
            return [.. Encoding.ASCII.GetBytes(SignRaw(message)), .. message];
        }
        catch (SmtpAdminException exception)
            when (exception.Kind is ErrorKind.SenderMissing or ErrorKind.MessageUnreadable)
        {
            return null;
        }
    }

    private string SignRaw(byte[] message, params SmtpDkimKey[] keys)
    {
        DkimSignatures signatures = DkimTestKeys.Load(keys.Length > 0 ? keys : [_keys.Rsa, _keys.Ed25519]);
        using var stream = new MemoryStream(message);
        return string.Concat(signatures.CreateSignatures(stream, TestContext.Current.CancellationToken));
    }

    private static IEnumerable<string> Headers(JsonElement session) =>
        session.GetProperty("headers").EnumerateArray().Select(header => header.GetString()!);

    private static bool HasFrom(JsonElement session) =>
        Headers(session).Any(header => header.StartsWith("From", StringComparison.OrdinalIgnoreCase));

    // Those of SHA-256 over the relaxed whole body.
    private static string? ExpectedBodyHash(JsonElement session)
    {
        string value = session.TryGetProperty("expected_signature_header_value", out JsonElement expected)
            ? expected.GetString() ?? string.Empty
            : string.Empty;
        bool isOurs = value.Contains("a=rsa-sha256", StringComparison.Ordinal)
            && value.Contains("/relaxed", StringComparison.Ordinal) && !Regex.IsMatch(value, @"\bl=\d");
        return isOurs ? BodyHash(value) : null;
    }

    private static string BodyHash(string fields) =>
        Regex.Replace(Regex.Match(fields, @"\bbh=([^;]+);").Groups[1].Value, @"\s", string.Empty);
}
