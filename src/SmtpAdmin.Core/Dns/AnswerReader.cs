using System;
using System.Collections.Generic;
using System.Linq;
using SmtpAdmin.Core.Dns.Transports;
using SmtpAdmin.Core.Dns.Wire;

namespace SmtpAdmin.Core.Dns;

/// <summary>Turns a response, or the lack of one, into an answer.</summary>
internal static class AnswerReader
{
    // A chain of more is a mistake or an attack; BIND follows 16 as well.
    private const int MaxAliases = 16;

    /// <summary>Reads a response.</summary>
    /// <param name="answer">What is known before: the question, the server and the time.</param>
    /// <param name="response">The response.</param>
    /// <exception cref="FormatException">A record of the type asked for is not well formed.</exception>
    public static DnsAnswer Read(DnsAnswer answer, DnsResponse response)
    {
        if (response.Header.IsTruncated)
        {
            return answer with { Failure = "The name server's answer is truncated." };
        }

        answer = answer with
        {
            IsAuthenticated = response.Header.IsAuthenticated,
            ExtendedErrors = response.ExtendedErrors,
        };
        return response.Code switch
        {
            ResponseCode.NoError => ReadRecords(answer, response),
            ResponseCode.NameError => answer with { Status = DnsStatus.NxDomain },
            ResponseCode.ServerFailure when FindBogus(answer) is { } bogus => Bogus(answer, bogus.ToString()),
            ResponseCode.ServerFailure => answer with
            {
                Status = DnsStatus.ServFail,
                Failure = "The name server could not answer (SERVFAIL" + Hints(answer) + ").",
            },
            ResponseCode.Refused => answer with
            {
                Status = DnsStatus.Refused,
                Failure = "The name server refused to answer (REFUSED" + Hints(answer) + ").",
            },
            ResponseCode other => answer with
            {
                Failure = FormattableString.Invariant($"The name server answered with code {(int)other}{Hints(answer)}."),
            },
        };
    }

    /// <summary>The answer where the server found the data, and the data false.</summary>
    /// <param name="answer">The server's refusal.</param>
    /// <param name="evidence">How that is known.</param>
    public static DnsAnswer Bogus(DnsAnswer answer, string evidence) => answer with
    {
        Status = DnsStatus.Bogus,
        Failure = $"The answer failed DNSSEC validation at the name server ({evidence}).",
    };

    /// <summary>Whether it is a failure of asking, and none of ours.</summary>
    public static bool IsFailure(Exception failure) =>
        failure is OperationCanceledException or FormatException or TransportException;

    /// <summary>The answer where no usable response came.</summary>
    public static DnsAnswer Fail(DnsAnswer answer, Exception failure) => failure switch
    {
        OperationCanceledException => answer with
        {
            Status = DnsStatus.Timeout,
            Failure = "The name server did not answer in time.",
        },
        TransportException => answer with { Failure = failure.Message },
        _ => answer with { Failure = "The name server's answer could not be read." },
    };

    private static ExtendedDnsError? FindBogus(DnsAnswer answer) =>
        answer.ExtendedErrors.FirstOrDefault(static error => error.IsBogus);

    private static string Hints(DnsAnswer answer) =>
        string.Concat(answer.ExtendedErrors.Select(static error => $"; {error}"));

    private static DnsAnswer ReadRecords(DnsAnswer answer, DnsResponse response)
    {
        string owner = answer.Question.Name;
        TimeSpan chain = TimeSpan.MaxValue;
        for (int aliases = 0; aliases <= MaxAliases; aliases++)
        {
            if (answer.Question.Type == DnsRecordType.Cname || FindAlias(response, owner) is not { } alias)
            {
                return ReadOwned(
                    aliases > 0 ? answer with { CanonicalName = owner } : answer, response, owner, chain);
            }

            chain = Shorter(chain, alias.TimeToLive);
            owner = ((DnsHostName)RecordReader.Read(response.Message.Span, alias, chain)).Name;
        }

        return answer with
        {
            Failure = $"The name's aliases (CNAME) lead in a circle or over more than {MaxAliases} steps.",
        };
    }

    private static DnsAnswer ReadOwned(DnsAnswer answer, DnsResponse response, string owner, TimeSpan chain)
    {
        List<DnsData>? records = null;
        foreach (WireRecord record in response.Answers)
        {
            if (record.Type == (int)answer.Question.Type && IsOf(owner, record))
            {
                (records ??= []).Add(RecordReader.Read(response.Message.Span, record, Shorter(chain, record.TimeToLive)));
            }
        }

        if (records is not null)
        {
            return answer with { Status = DnsStatus.Found, Records = records };
        }

        return ProvesAbsence(response, answer.CanonicalName)
            ? answer with { Status = DnsStatus.NoData }
            : answer with { Failure = $"The name server does not know {owner} and refers to others." };
    }

    // An empty answer is evidence from a resolver, or from a server of the zone. A referral (RFC 2308, section 2.2.1)
    // looks nearly the same, and so does the end of an alias in a zone that an authoritative server does not have.
    private static bool ProvesAbsence(DnsResponse response, string? canonicalName) =>
        response.Header.IsRecursionAvailable
        || response.HasStartOfAuthority
        || (response.Header.IsAuthoritative && canonicalName is null);

    private static WireRecord? FindAlias(DnsResponse response, string owner)
    {
        foreach (WireRecord record in response.Answers)
        {
            if (record.Type == (int)DnsRecordType.Cname && IsOf(owner, record))
            {
                return record;
            }
        }

        return null;
    }

    private static TimeSpan Shorter(TimeSpan chain, TimeSpan own) => own < chain ? own : chain;

    private static bool IsOf(string owner, WireRecord record) =>
        string.Equals(owner, record.Owner, StringComparison.OrdinalIgnoreCase);
}
