using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns.Records;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>
/// Reads the TLSA records of each of a domain's mail exchangers (RFC 7672, section 2.2). They are read and shown where
/// DNSSEC does not cover them too, and then marked as not secure: senders ignore them.
/// </summary>
internal sealed class TlsaReader(IDnsResolver resolver) : IRecordReader
{
    // As many hosts as a sender would try.
    private const int MaxHosts = 10;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<MailDnsRecord>> ReadAsync(string domain, CancellationToken cancellationToken)
    {
        DnsAnswer answer = await resolver.QueryAsync(domain, DnsRecordType.Mx, cancellationToken).ConfigureAwait(false);
        string[] hosts = HostsOf(domain, answer);
        if (hosts.Length == 0)
        {
            return [WithoutHost(domain, answer)];
        }

        IReadOnlyList<TlsaRecord>[] records = await Task.WhenAll(
            hosts.Select(host => ReadHostAsync(domain, host, answer.IsAuthenticated, cancellationToken)))
            .ConfigureAwait(false);
        return [.. records.SelectMany(static list => list)];
    }

    // RFC 5321, section 5.1: without MX records the domain itself is the host.
    private static string[] HostsOf(string domain, DnsAnswer answer) => answer.Status switch
    {
        DnsStatus.NoData => [domain],
        DnsStatus.Found =>
        [
            .. answer.Records.OfType<DnsMailExchange>().OrderBy(static mx => mx.Preference)
                .Select(static mx => DomainName.TryParse(mx.Exchange, out string? host) ? host : null)
                .OfType<string>().Distinct(StringComparer.Ordinal).Take(MaxHosts),
        ],
        _ => [],
    };

    private static TlsaRecord WithoutHost(string domain, DnsAnswer answer)
    {
        var record = new TlsaRecord
        {
            Domain = domain,
            QueryName = domain,
            Status = answer.Status == DnsStatus.Found ? DnsStatus.NoData : answer.Status,
            CheckedAt = answer.AnsweredAt,
        };
        return record.With(answer) with { TimeToLive = null };
    }

    private async Task<IReadOnlyList<TlsaRecord>> ReadHostAsync(
        string domain, string host, bool isMxSecure, CancellationToken cancellationToken)
    {
        TlsaLookup lookup = await TlsaLookup.ReadAsync(resolver, host, cancellationToken).ConfigureAwait(false);
        var record = new TlsaRecord
        {
            Domain = domain,
            Host = host,
            QueryName = lookup.Answer.Question.Name,
            Status = lookup.Answer.Status,
            IsSecure = isMxSecure && lookup.IsSecure,
            CheckedAt = lookup.Answer.AnsweredAt,
        };
        record = record.With(lookup.Answer);
        return lookup.Answer.Status != DnsStatus.Found
            ? [record]
            : [.. lookup.Answer.Records.OfType<DnsTlsa>().Select(data => Fill(record, data))
                .OrderBy(static filled => filled.Raw, StringComparer.Ordinal)];
    }

    private static TlsaRecord Fill(TlsaRecord record, DnsTlsa data)
    {
        TlsaSyntax syntax = TlsaRecordParser.Parse(data);
        return record with
        {
            Raw = syntax.Text,
            Usage = data.Usage,
            Selector = data.Selector,
            MatchingType = data.MatchingType,
            AssociationData = syntax.Data,
            IsUsable = syntax.IsUsable,
            Problems = syntax.Problems,
        };
    }
}
