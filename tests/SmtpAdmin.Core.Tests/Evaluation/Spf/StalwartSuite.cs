using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Tests.Dns;
using SmtpAdmin.Testing.Files;

namespace SmtpAdmin.Core.Tests.Evaluation.Spf;

/// <summary>
/// Reads the SPF scenarios of mail-auth. They look like YAML and have one key several times, so they are read line by
/// line: records and the client's facts hold until they are replaced, and each <c>expect</c> is a case.
/// </summary>
internal static class StalwartSuite
{
    private static readonly Lazy<IReadOnlyList<StalwartCase>> s_cases = new(Load);

    public static IReadOnlyList<StalwartCase> Cases => s_cases.Value;

    private static IReadOnlyList<StalwartCase> Load() =>
        ConformanceData.Find("mail-auth-stalwart/resources/spf") is { } folder
            ? [.. Directory.GetFiles(folder, "*.yml").Order(StringComparer.Ordinal).SelectMany(Read)]
            : [];

    private static IEnumerable<StalwartCase> Read(string path)
    {
        var records = new Dictionary<string, string>();
        var facts = new Dictionary<string, string>();
        int number = 0;
        foreach (string line in File.ReadAllLines(path).Select(static line => line.Trim()))
        {
            if (line == "---")
            {
                records.Clear();
                facts.Clear();
            }

            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0 || line[0] == '#')
            {
                continue;
            }

            string key = line[..colon].TrimStart('-', ' ');
            string value = line[(colon + 1)..].Trim();
            if (key is "spf" or "exp" or "a" or "aaaa" or "mx" or "ptr")
            {
                records[key + " " + value.Split(' ')[0]] = value[(value.Split(' ')[0].Length)..].Trim();
            }
            else if (key == "expect")
            {
                string id = FormattableString.Invariant($"{Path.GetFileNameWithoutExtension(path)} {++number}");
                yield return new StalwartCase(id, new Dictionary<string, string>(records), new Dictionary<string, string>(facts), value);
            }
            else
            {
                facts[key] = value;
            }
        }
    }

    public static MemoryResolver Zone(StalwartCase test)
    {
        var zone = new MemoryResolver();
        foreach ((string key, string value) in test.Records)
        {
            string[] words = key.Split(' ');
            string[] values = value.Split(',', StringSplitOptions.TrimEntries);
            switch (words[0])
            {
                case "spf" or "exp":
                    zone.Text(words[1], value);
                    break;
                case "a" or "aaaa":
                    zone.Host(words[1], values);
                    break;
                case "ptr":
                    zone.Pointers(words[1], [.. values.Select(static name => name.TrimEnd('.'))]);
                    break;
                default:
                    // The suite names the exchanges' addresses instead of the exchanges.
                    string[] hosts = [.. values.Select((_, at) => FormattableString.Invariant($"host{at}.mx-of.{words[1]}"))];
                    zone.Exchanges(words[1], hosts);
                    foreach ((string host, string address) in hosts.Zip(values))
                    {
                        zone.Host(host, address);
                    }

                    break;
            }
        }

        foreach (string name in (string[])["_dns_error.org", "_dns_error.test.org"])
        {
            zone.Fail(name, DnsRecordType.Txt, DnsStatus.ServFail);
        }

        return zone;
    }
}
