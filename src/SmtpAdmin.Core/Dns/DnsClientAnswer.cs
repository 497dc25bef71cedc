using System;
using System.Linq;
using System.Net.Sockets;
using DnsClient;
using Protocol = DnsClient.Protocol;

namespace SmtpAdmin.Core.Dns;

/// <summary>
/// Turns what DnsClient returns or throws into an answer of ours. Nothing of DnsClient leaves this folder.
/// </summary>
internal static class DnsClientAnswer
{
    // A chain of more is a mistake or an attack; BIND follows 16 as well.
    private const int MaxAliases = 16;

    /// <summary>Reads a response.</summary>
    public static DnsAnswer Read(DnsQuestion question, IDnsQueryResponse response, DateTimeOffset now)
    {
        var answer = new DnsAnswer
        {
            Question = question,
            Status = DnsStatus.Error,
            AnsweredAt = now,
            NameServer = response.NameServer.ToString(),
            IsAuthenticated = response.Header.IsAuthenticData,
        };
        return response.Header.ResponseCode switch
        {
            DnsHeaderResponseCode.NoError => ReadRecords(answer, response),
            DnsHeaderResponseCode.NotExistentDomain => answer with { Status = DnsStatus.NxDomain },
            DnsHeaderResponseCode.ServerFailure => answer with
            {
                Status = DnsStatus.ServFail,
                Failure = "The name server could not answer (SERVFAIL).",
            },
            DnsHeaderResponseCode.Refused => answer with
            {
                Status = DnsStatus.Refused,
                Failure = "The name server refused to answer (REFUSED).",
            },
            DnsHeaderResponseCode other => answer with
            {
                Failure = $"The name server answered with code {(int)other}.",
            },
        };
    }

    /// <summary>Reads a failure; DnsClient throws where no usable response came.</summary>
    public static DnsAnswer Fail(DnsQuestion question, Exception error, NameServer server, DateTimeOffset now)
    {
        bool timedOut = error is OperationCanceledException or TimeoutException
            or DnsResponseException { Code: DnsResponseCode.ConnectionTimeout };
        return new DnsAnswer
        {
            Question = question,
            Status = timedOut ? DnsStatus.Timeout : DnsStatus.Error,
            AnsweredAt = now,
            NameServer = server.ToString(),
            Failure = timedOut ? "The name server did not answer in time." : Explain(error),
        };
    }

    private static string Explain(Exception error) =>
        error.GetBaseException() is SocketException socket
            ? $"The name server could not be reached ({socket.SocketErrorCode})."
            : "The name server's answer could not be read.";

    private static DnsAnswer ReadRecords(DnsAnswer answer, IDnsQueryResponse response)
    {
        string owner = Fold(answer.Question.Name);
        TimeSpan chain = TimeSpan.MaxValue;
        for (int aliases = 0; aliases <= MaxAliases; aliases++)
        {
            Protocol.DnsResourceRecord[] owned = [.. response.Answers.Where(record => IsOf(owner, record))];
            Protocol.CNameRecord? alias = owned.OfType<Protocol.CNameRecord>().FirstOrDefault();
            if (alias is null || answer.Question.Type == DnsRecordType.Cname)
            {
                DnsData[] records =
                    [.. owned.Select(record => Read(record, chain, answer.Question.Type)).OfType<DnsData>()];
                return answer with
                {
                    Status = records.Length > 0 ? DnsStatus.Found : DnsStatus.NoData,
                    Records = records,
                    CanonicalName = aliases > 0 ? owner : null,
                };
            }

            owner = Fold(alias.CanonicalName.Value);
            chain = Shorter(chain, alias);
        }

        return answer with
        {
            Failure = $"The name's aliases (CNAME) lead in a circle or over more than {MaxAliases} steps.",
        };
    }

    private static DnsData? Read(Protocol.DnsResourceRecord record, TimeSpan chain, DnsRecordType type)
    {
        TimeSpan timeToLive = Shorter(chain, record);
        return (type, record) switch
        {
            (DnsRecordType.A or DnsRecordType.Aaaa, Protocol.AddressRecord address)
                when (int)address.RecordType == (int)type => new DnsAddress(timeToLive, address.Address),
            (DnsRecordType.Mx, Protocol.MxRecord mx) =>
                new DnsMailExchange(timeToLive, mx.Preference, Fold(mx.Exchange.Value)),
            (DnsRecordType.Txt, Protocol.TxtRecord txt) =>
                new DnsText(timeToLive, EscapedText.Escape(string.Concat(txt.Text))),
            (DnsRecordType.Ns, Protocol.NsRecord ns) => new DnsHostName(timeToLive, Fold(ns.NSDName.Value)),
            (DnsRecordType.Cname, Protocol.CNameRecord alias) =>
                new DnsHostName(timeToLive, Fold(alias.CanonicalName.Value)),
            (DnsRecordType.Ptr, Protocol.PtrRecord ptr) => new DnsHostName(timeToLive, Fold(ptr.PtrDomainName.Value)),
            (DnsRecordType.Soa, Protocol.SoaRecord soa) => ReadSoa(soa, timeToLive),
            (DnsRecordType.Srv, Protocol.SrvRecord srv) =>
                new DnsService(timeToLive, srv.Priority, srv.Weight, srv.Port, Fold(srv.Target.Value)),
            (DnsRecordType.Tlsa, Protocol.TlsaRecord tlsa) => new DnsTlsa(
                timeToLive,
                (byte)tlsa.CertificateUsage,
                (byte)tlsa.Selector,
                (byte)tlsa.MatchingType,
                tlsa.CertificateAssociationData.ToArray()),
            (DnsRecordType.Caa, Protocol.CaaRecord caa) =>
                new DnsCertificationAuthority(timeToLive, caa.Flags, caa.Tag, EscapedText.Escape(caa.Value)),
            _ => null,
        };
    }

    private static DnsStartOfAuthority ReadSoa(Protocol.SoaRecord soa, TimeSpan timeToLive) => new(
        timeToLive,
        Fold(soa.MName.Value),
        Fold(soa.RName.Value),
        soa.Serial,
        TimeSpan.FromSeconds(soa.Refresh),
        TimeSpan.FromSeconds(soa.Retry),
        TimeSpan.FromSeconds(soa.Expire),
        TimeSpan.FromSeconds(soa.Minimum));

    private static TimeSpan Shorter(TimeSpan chain, Protocol.DnsResourceRecord record)
    {
        var own = TimeSpan.FromSeconds(record.InitialTimeToLive);
        return own < chain ? own : chain;
    }

    private static bool IsOf(string owner, Protocol.DnsResourceRecord record) =>
        string.Equals(owner, Fold(record.DomainName.Value), StringComparison.OrdinalIgnoreCase);

    private static string Fold(string name) => name.TrimEnd('.');
}
