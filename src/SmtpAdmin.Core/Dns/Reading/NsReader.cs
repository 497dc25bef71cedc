using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>
/// Reads the name servers of the zone that a domain lies in: its own where it is a zone, or else those of the nearest
/// zone above it.
/// </summary>
internal sealed class NsReader(IDnsResolver resolver) : IRecordReader
{
    // An NS set of more is no working zone; every host costs two questions.
    private const int MaxHosts = 20;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<MailDnsRecord>> ReadAsync(string domain, CancellationToken cancellationToken)
    {
        DnsAnswer answer = await ZoneClimb.AskAsync(
            resolver, domain, DnsRecordType.Ns, pastMissing: false, cancellationToken).ConfigureAwait(false);
        var record = new NsRecord
        {
            Domain = domain,
            QueryName = answer.Question.Name,
            Status = answer.Status,
            CheckedAt = answer.AnsweredAt,
        };
        record = record.With(answer);
        string[] hosts =
        [
            .. answer.Records.OfType<DnsHostName>().Select(static ns => ns.Name)
                .OrderBy(static host => host, StringComparer.OrdinalIgnoreCase),
        ];
        return hosts.Length == 0
            ? [record]
            : await Task.WhenAll(hosts.Select((host, index) => FillAsync(
                record, host, hosts.Length, index < MaxHosts, cancellationToken))).ConfigureAwait(false);
    }

    private async Task<NsRecord> FillAsync(
        NsRecord record, string host, int count, bool wantsAddresses, CancellationToken cancellationToken)
    {
        record = record with { Host = EscapedText.Escape(host), Raw = EscapedText.Escape(host) + "." };
        var problems = new List<RecordProblem>();
        // RFC 1034, section 4.1: every zone must be available on at least two servers.
        if (count == 1)
        {
            problems.Add(HostProblems.Whole("NS-SINGLE", record.Raw));
        }

        if (HostProblems.OfName(host) is { } code)
        {
            problems.Add(HostProblems.Whole("NS-HOST-" + code, record.Raw));
        }
        else if (wantsAddresses)
        {
            HostAddresses addresses = await HostAddresses.ReadAsync(resolver, host, cancellationToken)
                .ConfigureAwait(false);
            record = record with { Addresses = addresses.Addresses, AddressStatus = addresses.Status };
            // RFC 2181, section 10.3: the host of an NS must not be an alias.
            if (addresses.Answer.CanonicalName is not null)
            {
                problems.Add(HostProblems.Whole("NS-HOST-ALIAS", record.Raw));
            }
        }

        return record with { Problems = problems };
    }
}
