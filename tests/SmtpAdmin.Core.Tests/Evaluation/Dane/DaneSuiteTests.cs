using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Evaluation.Dane;
using SmtpAdmin.Testing.Files;
using Xunit;

namespace SmtpAdmin.Core.Tests.Evaluation.Dane;

/// <summary>
/// The DANE cases of OpenSSL: TLSA records and a chain, the verification's result and the depth of what matched.
/// </summary>
public sealed class DaneSuiteTests
{
    private const int Cases = 36;
    private const int Ok = 0;
    private const int NoIssuer = 20;
    private const int HostMismatch = 62;
    private const int NoMatch = 65;

    // Far behind the suite's first certificates and long before the ends of the others.
    private static readonly DateTimeOffset s_now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, string> s_otherwise = new()
    {
        ["54"] = "RFC 7671, section 5.1, and RFC 7672, section 3.1.1: names do not count with DANE-EE. The case turns "
            + "an option of OpenSSL off that says so.",
    };

    public static IEnumerable<TheoryDataRow<string>> Numbers() => ConformanceData.Find("dane-openssl") is null
        ? [new TheoryDataRow<string>("none") { Skip = ConformanceData.Absent }]
        : Read().Select(@case => new TheoryDataRow<string>(@case.Number) { Skip = s_otherwise.GetValueOrDefault(@case.Number) });

    [Fact]
    public void Every_case_of_the_data_is_there()
    {
        Assert.SkipWhen(ConformanceData.Find("dane-openssl") is null, ConformanceData.Absent);

        Assert.True(Read().Count >= Cases, $"There are {Read().Count} cases.");
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_chain_is_judged_as_OpenSSL_does(string number)
    {
        DaneCase @case = Read().Single(candidate => candidate.Number == number);
        byte[][] roots = [.. ReadPem(File.ReadAllLines(ConformanceData.Find("dane-openssl/danetest.pem")!))];
        DaneMatch match = DaneMatcher.Match(@case.Records, @case.Chain, ["example.com"], roots, s_now);

        DaneMatchStatus expected = @case.Result switch
        {
            Ok => DaneMatchStatus.Match,
            NoIssuer => DaneMatchStatus.ChainInvalid,
            HostMismatch => DaneMatchStatus.NameMismatch,
            NoMatch => DaneMatchStatus.NoMatch,
            _ => throw new InvalidDataException($"Result {@case.Result} is not foreseen."),
        };
        Assert.Equal((expected, @case.Depth), (match.Status, match.Depth ?? -1));
    }

    private static List<DaneCase> Read()
    {
        string[] lines = File.ReadAllLines(ConformanceData.Find("dane-openssl/danetest.in")!);
        var cases = new List<DaneCase>();
        string number = string.Empty;
        for (int index = 0; index < lines.Length; index++)
        {
            string[] words = lines[index].Split(' ');
            if (words is ["#", { } word] && int.TryParse(word, out _))
            {
                number = word;
            }
            else if (words.Length == 5 && words.All(static word => int.TryParse(word, out _)))
            {
                int[] header = [.. words.Select(int.Parse)];
                DnsTlsa[] records = [.. lines.Skip(index + 1).Take(header[0]).Select(ReadRecord)];
                byte[][] chain = [.. ReadPem(lines.Skip(index + 1 + header[0])).Take(header[1])];
                cases.Add(new DaneCase(number, records, chain, header[3], header[4]));
            }
        }

        return cases;
    }

    private static DnsTlsa ReadRecord(string line)
    {
        string[] words = line.Split(' ');
        return new DnsTlsa(
            TimeSpan.Zero, byte.Parse(words[0]), byte.Parse(words[1]), byte.Parse(words[2]), Convert.FromHexString(words[3]));
    }

    private static IEnumerable<byte[]> ReadPem(IEnumerable<string> lines)
    {
        string? body = null;
        foreach (string line in lines)
        {
            if (line.StartsWith("-----BEGIN", StringComparison.Ordinal))
            {
                body = string.Empty;
            }
            else if (line.StartsWith("-----END", StringComparison.Ordinal))
            {
                yield return Convert.FromBase64String(body!);
                body = null;
            }
            else if (body is not null)
            {
                body += line.Trim();
            }
        }
    }

    private sealed record DaneCase(string Number, DnsTlsa[] Records, byte[][] Chain, int Result, int Depth);
}
