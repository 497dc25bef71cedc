using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;

namespace SmtpAdmin.Core.Dns.Records;

/// <summary>Reads DKIM key records (RFC 6376, section 3.6.1; RFC 8301; RFC 8463).</summary>
internal static class DkimKeyParser
{
    // RFC 8301, section 3.2: verifiers MUST NOT consider signatures with shorter keys valid.
    private const int MinRsaBits = 1024;

    private static readonly Regex s_whiteSpace =
        new(@"[ \t\r\n]+", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    /// <summary>
    /// Whether a text can be meant as a key; a wildcard TXT answers for every selector with something else.
    /// </summary>
    public static bool IsKey(string text)
    {
        TagList tags = TagList.Parse(text, "DKIM", StringComparison.Ordinal, new ProblemList());
        return tags.Find("p") is not null || tags.Find("v") is { Value: "DKIM1" };
    }

    /// <summary>Reads a record.</summary>
    public static DkimKey Parse(string text)
    {
        var problems = new ProblemList();
        TagList tags = TagList.Parse(text, "DKIM", StringComparison.Ordinal, problems);
        CheckVersion(tags, problems);

        string keyType = tags.Find("k")?.Value is { Length: > 0 } named ? named : "rsa";
        IReadOnlyList<string> hashes = List(tags, "h");
        IReadOnlyList<string> flags = List(tags, "t");
        CheckUse(tags, hashes, problems);
        Tag? key = tags.Find("p");
        string? publicKey = key is null ? null : s_whiteSpace.Replace(key.Value, string.Empty);
        return new DkimKey
        {
            KeyType = keyType,
            PublicKey = publicKey,
            KeyBits = CheckKey(tags, keyType, publicKey, problems),
            IsTesting = flags.Contains("y"),
            IsStrict = flags.Contains("s"),
            HashAlgorithms = hashes,
            Problems = problems.Problems,
        };
    }

    // "v= ... MUST be the first tag in the record"; records with another version MUST be discarded.
    private static void CheckVersion(TagList tags, ProblemList problems)
    {
        if (tags.Find("v") is not { } version)
        {
            return;
        }

        if (version.Value != "DKIM1")
        {
            problems.Add("DKIM-VERSION-INVALID", version.Position, version.ToString());
        }
        else if (version != tags.Tags[0])
        {
            problems.Add("DKIM-VERSION-NOT-FIRST", version.Position, version.ToString());
        }
    }

    private static void CheckUse(TagList tags, IReadOnlyList<string> hashes, ProblemList problems)
    {
        // Unknown hash algorithms are ignored; sha1 must not be used any more (RFC 8301, section 3.1).
        if (tags.Find("h") is { } hash && !hashes.Contains("sha256"))
        {
            problems.Add("DKIM-HASH-UNUSABLE", hash.Position, hash.ToString());
        }

        if (tags.Find("s") is { } service && !List(tags, "s").Any(static type => type is "*" or "email"))
        {
            problems.Add("DKIM-SERVICE-UNUSABLE", service.Position, service.ToString());
        }
    }

    private static int? CheckKey(TagList tags, string keyType, string? publicKey, ProblemList problems)
    {
        Tag? key = tags.Find("p");
        if (keyType is not ("rsa" or "ed25519"))
        {
            Tag type = tags.Find("k")!;
            problems.Add("DKIM-KEY-TYPE-UNKNOWN", type.Position, type.ToString());
            return null;
        }

        if (key is null || publicKey is null)
        {
            problems.Add("DKIM-KEY-MISSING", 0, string.Empty);
            return null;
        }

        if (publicKey.Length == 0)
        {
            return null;
        }

        int? bits = keyType == "rsa" ? PublicKeySize.OfRsa(publicKey) : PublicKeySize.OfEd25519(publicKey);
        if (bits is null)
        {
            problems.Add("DKIM-KEY-INVALID", key.Position, key.ToString());
        }
        else if (keyType == "rsa" && bits < MinRsaBits)
        {
            problems.Add("DKIM-KEY-SHORT", key.Position, key.ToString());
        }

        return bits;
    }

    private static IReadOnlyList<string> List(TagList tags, string name) =>
        tags.Find(name) is { Value.Length: > 0 } tag ? TagList.Split(tag.Value, ':') : [];
}
