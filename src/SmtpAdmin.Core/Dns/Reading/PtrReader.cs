using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>
/// Reads the names of the addresses of a domain's mail exchangers, or of one address, and whether those names lead back
/// (RFC 1912, section 2.1): many servers refuse mail from an address where none does.
/// </summary>
internal sealed class PtrReader(IDnsResolver resolver) : IRecordReader
{
    // RFC 7208, section 4.6.4 looks at no more names of an address either.
    private const int MaxNames = 10;

    /// <summary>Reads the names of one address.</summary>
    public Task<PtrRecord> ReadAsync(IPAddress address, CancellationToken cancellationToken) =>
        ReadAsync(address.ToString(), address, [], cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<MailDnsRecord>> ReadAsync(string domain, CancellationToken cancellationToken)
    {
        MailHosts hosts = await MailHosts.ReadAsync(resolver, domain, cancellationToken).ConfigureAwait(false);
        PtrRecord[] found = await Task.WhenAll(hosts.Addresses.Select(
            pair => ReadAsync(domain, pair.Address, pair.Hosts, cancellationToken))).ConfigureAwait(false);
        PtrRecord[] records =
            [.. found, .. hosts.Gaps.Select(static gap => WithoutAddress(gap) with { Verdict = PtrVerdict.Unknown })];
        return records.Length > 0 ? records : [WithoutAddress(hosts.Absence)];
    }

    private async Task<PtrRecord> ReadAsync(
        string domain, IPAddress address, IReadOnlyList<string> hosts, CancellationToken cancellationToken)
    {
        DnsAnswer answer = await resolver.QueryAsync(ReverseName.InArpa(address), DnsRecordType.Ptr, cancellationToken)
            .ConfigureAwait(false);
        string[] names =
        [
            .. answer.Records.OfType<DnsHostName>().Select(static ptr => ptr.Name)
                .Distinct(StringComparer.OrdinalIgnoreCase).OrderBy(static name => name, StringComparer.OrdinalIgnoreCase),
        ];
        var record = new PtrRecord
        {
            Domain = domain,
            Address = address.ToString(),
            Hosts = hosts,
            QueryName = answer.Question.Name,
            Status = answer.Status,
            CheckedAt = answer.AnsweredAt,
        };
        record = record.With(answer);
        return names.Length > 0
            ? await ConfirmAsync(record, names, cancellationToken).ConfigureAwait(false)
            : record with { Verdict = answer.IsKnown ? PtrVerdict.NotConfirmed : PtrVerdict.Unknown };
    }

    private async Task<PtrRecord> ConfirmAsync(PtrRecord record, string[] names, CancellationToken cancellationToken)
    {
        string[] asked = [.. names.Where(static name => HostProblems.OfName(name) is null).Take(MaxNames)];
        HostAddresses[] back = await Task.WhenAll(asked.Select(
            name => HostAddresses.ReadAsync(resolver, name, cancellationToken))).ConfigureAwait(false);
        string[] confirmed = [.. asked.Where((_, at) => back[at].Addresses.Contains(record.Address))];
        bool isOpen = Array.Exists(back, static found => !found.IsWhole) || names.Length > MaxNames;
        string[] shown = [.. names.Select(EscapedText.Escape)];
        return record with
        {
            Raw = string.Join(" ", shown.Select(static name => name + ".")),
            Names = shown,
            ConfirmedNames = confirmed,
            Verdict = confirmed.Length > 0 ? PtrVerdict.Confirmed
                : isOpen ? PtrVerdict.Unknown
                : PtrVerdict.NotConfirmed,
            Problems = [.. names.SelectMany(ProblemsOf)],
        };
    }

    private static IEnumerable<RecordProblem> ProblemsOf(string name) =>
        HostProblems.OfName(name) is { } code ? [HostProblems.Whole("PTR-NAME-" + code, name)] : [];

    private static PtrRecord WithoutAddress(MailHostGap gap) => new()
    {
        Domain = gap.Record.Domain,
        Hosts = gap.Hosts,
        QueryName = gap.QueryName,
        Status = gap.Status,
        NameServer = gap.Record.NameServer,
        Failure = gap.Failure,
        CheckedAt = gap.Record.CheckedAt,
    };
}
