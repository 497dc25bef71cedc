using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns.Records;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>
/// Reads which authorities may issue certificates for a domain and for each of its mail exchangers, climbing up the tree
/// from each name (RFC 8659, section 3). Names for which the climb ended at the same place share the records.
/// </summary>
internal sealed class CaaReader(IDnsResolver resolver) : IRecordReader
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<MailDnsRecord>> ReadAsync(string domain, CancellationToken cancellationToken)
    {
        Task<(string Host, DnsAnswer Answer)> own = ClimbAsync(domain, cancellationToken);
        MailHosts hosts = await MailHosts.ReadAsync(resolver, domain, cancellationToken).ConfigureAwait(false);
        (string Host, DnsAnswer Answer)[] climbs = await Task.WhenAll(
            hosts.Names.Where(host => host != domain).Select(host => ClimbAsync(host, cancellationToken)).Prepend(own))
            .ConfigureAwait(false);
        IEnumerable<CaaRecord> records = climbs
            .GroupBy(static climb => Place(climb.Answer))
            .SelectMany(group => Fill(domain, group.First().Answer, [.. group.Select(static climb => climb.Host)]));
        // A host whose addresses are not known has a name all the same.
        return [.. records, .. hosts.Gaps.Where(static gap => gap.Hosts.Count == 0).Select(Unknown)];
    }

    private async Task<(string Host, DnsAnswer Answer)> ClimbAsync(string host, CancellationToken cancellationToken) =>
        (host, await ZoneClimb.AskAsync(resolver, host, DnsRecordType.Caa, pastMissing: true, cancellationToken)
            .ConfigureAwait(false));

    // Where there are none, each name says so for itself: one may be missing and another without records.
    private static (string, DnsStatus) Place(DnsAnswer answer) => (answer.Question.Name, answer.Status);

    private static CaaRecord[] Fill(string domain, DnsAnswer answer, IReadOnlyList<string> hosts)
    {
        var record = new CaaRecord
        {
            Domain = domain,
            Hosts = hosts,
            QueryName = answer.Question.Name,
            Status = answer.Status,
            CheckedAt = answer.AnsweredAt,
        };
        record = record.With(answer);
        CaaRecord[] found =
        [
            .. answer.Records.OfType<DnsCertificationAuthority>()
                .OrderBy(static caa => caa.Tag, StringComparer.OrdinalIgnoreCase)
                .ThenBy(static caa => caa.Value, StringComparer.Ordinal)
                .Select(caa => Fill(record, caa)),
        ];
        return found.Length == 0 ? [record] : found;
    }

    private static CaaRecord Fill(CaaRecord record, DnsCertificationAuthority caa)
    {
        CaaProperty property = CaaParser.Parse(caa.Flags, caa.Tag, caa.Value);
        return record with
        {
            Raw = property.Raw,
            Tag = property.Tag,
            Value = caa.Value,
            IsCritical = property.IsCritical,
            Issuer = property.Issuer,
            Parameters = property.Parameters,
            Problems = property.Problems,
        };
    }

    private static CaaRecord Unknown(MailHostGap gap) => new()
    {
        Domain = gap.Record.Domain,
        Hosts = [],
        QueryName = gap.QueryName,
        Status = gap.Status,
        NameServer = gap.Record.NameServer,
        Failure = gap.Failure,
        CheckedAt = gap.Record.CheckedAt,
    };
}
