using System.Collections.Generic;
using System.Linq;
using System.Net;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>What a list's answer means (RFC 5782, section 2.1), apart from what only looks like a listing.</summary>
internal sealed record DnsblAnswer(DnsblVerdict Verdict, IReadOnlyList<string> ReturnCodes, string? Failure)
{
    /// <summary>Reads an answer.</summary>
    public static DnsblAnswer Read(DnsAnswer answer)
    {
        IPAddress[] codes =
            [.. answer.Records.OfType<DnsAddress>().Select(static record => record.Address).OrderBy(static code => code.ToString())];
        string? failure = answer.Failure ?? codes.Select(Explain).FirstOrDefault(static text => text is not null);
        DnsblVerdict verdict = failure is not null || !answer.IsKnown ? DnsblVerdict.Unknown
            : codes.Length > 0 ? DnsblVerdict.Listed
            : DnsblVerdict.NotListed;
        return new DnsblAnswer(verdict, [.. codes.Select(static code => code.ToString())], failure);
    }

    private static string? Explain(IPAddress code)
    {
        byte[] bytes = code.GetAddressBytes();
        return bytes switch
        {
            // Section 2.1: 127.0.0.1 is no value of a listing. SURBL and URIBL refuse a resolver with it.
            [127, 0, 0, 1] => $"The list answered {code}, with which lists refuse a name server.",
            // Spamhaus and others after it: a mistyped zone, a public resolver, too many questions.
            [127, 255, 255, _] =>
                $"The list answered {code}, an error: the zone is mistyped, or the name server is public or asks too often.",
            [127, _, _, _] => null,
            _ => $"The answer {code} is no list's: the name server makes up addresses for names that do not exist.",
        };
    }
}
