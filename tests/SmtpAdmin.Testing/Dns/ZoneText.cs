using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text;

namespace SmtpAdmin.Testing.Dns;

/// <summary>
/// Reads the lines of a zone: <c>name [ttl] TYPE data</c> for A, AAAA, CAA, CNAME, MX, NS, PTR, SOA, SRV,
/// TLSA and TXT, or <c>name !behaviour</c>.
/// Names are complete, with or without the final dot; strings of a TXT stand in quotes; <c>\DDD</c> in them is a byte.
/// </summary>
internal static class ZoneText
{
    private const int DefaultTimeToLive = 300;

    public static void Read(string text, ICollection<ZoneRecord> records, IDictionary<string, ZoneBehaviour> behaviours)
    {
        const StringSplitOptions Lines = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        foreach (string line in text.Split('\n', Lines))
        {
            if (line[0] == ';')
            {
                continue;
            }

            List<string> words = Words(line);
            string name = DnsWire.Fold(words[0]);
            if (words[1][0] == '!')
            {
                behaviours[name] = Enum.Parse<ZoneBehaviour>(words[1][1..], ignoreCase: true);
                continue;
            }

            if (int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out int timeToLive))
            {
                records.Add(Record(name, timeToLive, words[2], words[3..]));
            }
            else
            {
                records.Add(Record(name, DefaultTimeToLive, words[1], words[2..]));
            }
        }
    }

    private static ZoneRecord Record(string name, int timeToLive, string type, List<string> data) =>
        type.ToUpperInvariant() switch
        {
            "A" or "AAAA" => Address(name, timeToLive, IPAddress.Parse(data[0])),
            "MX" => new ZoneRecord(name, DnsWire.Mx, timeToLive, DnsWire.MxData(Number(data[0]), data[1])),
            "TXT" => new ZoneRecord(name, DnsWire.Txt, timeToLive, DnsWire.TxtData(data)),
            "CNAME" =>
                new ZoneRecord(name, DnsWire.Cname, timeToLive, DnsWire.NameData(data[0]), DnsWire.Fold(data[0])),
            "NS" => new ZoneRecord(name, DnsWire.Ns, timeToLive, DnsWire.NameData(data[0])),
            "PTR" => new ZoneRecord(name, DnsWire.Ptr, timeToLive, DnsWire.NameData(data[0])),
            "SOA" => new ZoneRecord(name, DnsWire.Soa, timeToLive, DnsWire.SoaData(data[0], data[1], [.. data[2..].Select(uint.Parse)])),
            "SRV" => new ZoneRecord(
                name, DnsWire.Srv, timeToLive, DnsWire.SrvData(Number(data[0]), Number(data[1]), Number(data[2]), data[3])),
            "TLSA" => new ZoneRecord(
                name,
                DnsWire.Tlsa,
                timeToLive,
                (byte[])[(byte)Number(data[0]), (byte)Number(data[1]), (byte)Number(data[2]), .. Convert.FromHexString(data[3])]),
            "CAA" => new ZoneRecord(name, DnsWire.Caa, timeToLive, DnsWire.CaaData(Number(data[0]), data[1], data[2])),
            _ => throw new FormatException($"The zone has no type {type}."),
        };

    private static int Number(string text) => int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    private static ZoneRecord Address(string name, int timeToLive, IPAddress address)
    {
        byte[] data = address.GetAddressBytes();
        return new ZoneRecord(name, data.Length == 4 ? DnsWire.A : DnsWire.Aaaa, timeToLive, data);
    }

    private static List<string> Words(string line)
    {
        var words = new List<string>();
        int at = 0;
        while (at < line.Length)
        {
            if (line[at] is ' ' or '\t')
            {
                at++;
                continue;
            }

            char end = line[at] == '"' ? '"' : ' ';
            at += end == '"' ? 1 : 0;
            int stop = line.IndexOf(end, at);
            stop = stop < 0 ? line.Length : stop;
            words.Add(Unescape(line[at..stop]));
            at = stop + 1;
        }

        return words;
    }

    private static string Unescape(string text)
    {
        var result = new StringBuilder(text.Length);
        for (int at = 0; at < text.Length; at++)
        {
            if (text[at] == '\\')
            {
                result.Append((char)int.Parse(text.AsSpan(at + 1, 3), NumberStyles.None, CultureInfo.InvariantCulture));
                at += 3;
            }
            else
            {
                result.Append(text[at]);
            }
        }

        return result.ToString();
    }
}
