using System;
using System.Collections.Generic;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SmtpAdmin.Benchmarks.Peers;

/// <summary>
/// The zones of any number of domains, <c>d1.com</c> and so on, each with mail records of its own: MX, the host's
/// address and its name, SPF, DKIM under one of the common selectors, DMARC, TLS-RPT, NS. They share what the customers
/// of one provider share: the record that their SPF records include, the name servers' hosts, and who takes their
/// reports. There is no MTA-STS, TLSA, BIMI or CAA.
/// </summary>
internal sealed class MailZones
{
    /// <summary>A and so on, as they are on the wire.</summary>
    public const int A = 1, Ns = 2, Soa = 6, Ptr = 12, Mx = 15, Txt = 16;

    /// <summary>The selector of all keys.</summary>
    private const string Selector = "selector1";

    private const string Provider = "provider.net";
    private const int LongestString = 255;

    // Names that exist without records: NOERROR, and below them is something (RFC 8020).
    private static readonly string[] s_emptyNames = ["_domainkey", "_tls", "_tcp"];

    private readonly byte[] _soa = [.. Name("ns1." + Provider), .. Name("hostmaster." + Provider), .. new byte[20]];
    private readonly byte[] _key = Text(CreateKey());
    private readonly Dictionary<(string, int), byte[][]> _shared;

    public MailZones() => _shared = new()
    {
        [("com", Soa)] = [_soa],
        [(Provider, Soa)] = [_soa],
        [("_spf." + Provider, Txt)] = [Text("v=spf1 ip4:192.0.2.0/24 ip6:2001:db8::/32 ~all")],
        [("ns1." + Provider, A)] = [[192, 0, 2, 53]],
        [("ns2." + Provider, A)] = [[192, 0, 2, 54]],
    };

    /// <summary>The domain with this number.</summary>
    public static string DomainOf(int number) => FormattableString.Invariant($"d{number}.com");

    /// <summary>The name at which the domain's mail host has its name.</summary>
    public static string ReverseNameOf(int number) =>
        FormattableString.Invariant($"{number & 255}.{(number >> 8) & 255}.{18 + (number >> 16)}.198.in-addr.arpa");

    /// <summary>Returns the data of the records, empty where there are none of the type, null where there is no such name.</summary>
    public byte[][]? Find(string name, int type)
    {
        if (_shared.TryGetValue((name, type), out byte[][]? shared))
        {
            return shared;
        }

        if (name.EndsWith(".in-addr.arpa", StringComparison.Ordinal))
        {
            string[] octets = name.Split('.');
            int number = Number(octets[0]) | (Number(octets[1]) << 8) | ((Number(octets[2]) - 18) << 16);
            return type == Ptr ? [Name("mx." + DomainOf(number))] : [];
        }

        string[] labels = name.Split('.');
        return labels switch
        {
            // Whoever says that reports go to the provider has its consent (RFC 9990, section 4).
            [.., "_report", "_dmarc", "provider", "net"] => type == Txt ? [Text("v=DMARC1;")] : [],
            ["com"] or ["provider", "net"] or ["ns1" or "ns2" or "_spf", "provider", "net"] => [],
            [.., ['d', .. var digits], "com"] when int.TryParse(digits, CultureInfo.InvariantCulture, out int number) =>
                FindOwn(labels[..^2], number, type),
            _ => null,
        };
    }

    private byte[][]? FindOwn(string[] prefix, int number, int type) => (prefix, type) switch
    {
        ([], Mx) => [[0, 10, .. Name("mx." + DomainOf(number))]],
        ([], Txt) => [Text("site-verification=4f0b1a"), Text($"v=spf1 mx include:_spf.{Provider} -all")],
        ([], Ns) => [Name("ns1." + Provider), Name("ns2." + Provider)],
        ([], Soa) => [_soa],
        (["mx"], A) => [[198, (byte)(18 + (number >> 16)), (byte)(number >> 8), (byte)number]],
        ([Selector, "_domainkey"], Txt) => [_key],
        (["_dmarc"], Txt) => [Text($"v=DMARC1; p=reject; rua=mailto:{number}@{Provider}")],
        (["_smtp", "_tls"], Txt) => [Text($"v=TLSRPTv1; rua=mailto:{number}@{Provider}")],
        ([] or ["mx"] or [Selector, "_domainkey"] or ["_dmarc"] or ["_smtp", "_tls"], _) => [],
        ([var name], _) when Array.IndexOf(s_emptyNames, name) >= 0 => [],
        _ => null,
    };

    private static int Number(string octet) => int.Parse(octet, CultureInfo.InvariantCulture);

    private static string CreateKey()
    {
        using var key = RSA.Create(2048);
        return "v=DKIM1; k=rsa; p=" + Convert.ToBase64String(key.ExportSubjectPublicKeyInfo());
    }

    private static byte[] Name(string name)
    {
        List<byte> bytes = [];
        foreach (string label in name.Split('.'))
        {
            bytes.Add((byte)label.Length);
            bytes.AddRange(Encoding.ASCII.GetBytes(label));
        }

        return [.. bytes, 0];
    }

    private static byte[] Text(string text)
    {
        List<byte> bytes = [];
        for (int at = 0; at < text.Length; at += LongestString)
        {
            string part = text.Substring(at, Math.Min(LongestString, text.Length - at));
            bytes.Add((byte)part.Length);
            bytes.AddRange(Encoding.ASCII.GetBytes(part));
        }

        return [.. bytes];
    }
}
