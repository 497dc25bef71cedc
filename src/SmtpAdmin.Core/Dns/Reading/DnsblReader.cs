using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>
/// Reads whether lists of bad senders name a domain or the addresses of its mail exchangers, or one address. A list is
/// believed only after it has passed its own test.
/// </summary>
internal sealed class DnsblReader(IDnsResolver resolver, DnsblProbe probe, IReadOnlyList<DnsblList> lists) : IRecordReader
{
    private const int MaxAddresses = 40;
    private const int MaxReasonLength = 300;

    private static readonly DnsblSubjects[] s_kinds = [DnsblSubjects.IPv4, DnsblSubjects.IPv6, DnsblSubjects.Domain];

    /// <summary>Reads whether lists name an address.</summary>
    public Task<IReadOnlyList<MailDnsRecord>> ReadAsync(IPAddress address, CancellationToken cancellationToken) =>
        ReadAsync(address.ToString(), [new DnsblSubject(address.ToString(), address, [])], [], cancellationToken);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<MailDnsRecord>> ReadAsync(string domain, CancellationToken cancellationToken)
    {
        MailHosts hosts = await MailHosts.ReadAsync(resolver, domain, cancellationToken).ConfigureAwait(false);
        DnsblSubject[] subjects =
        [
            new DnsblSubject(domain, null, []),
            .. hosts.Addresses.Take(MaxAddresses).Select(found => new DnsblSubject(domain, found.Address, found.Hosts)),
        ];
        return await ReadAsync(domain, subjects, hosts.Gaps, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<MailDnsRecord>> ReadAsync(
        string domain, DnsblSubject[] subjects, IReadOnlyList<MailHostGap> gaps, CancellationToken cancellationToken)
    {
        IReadOnlyList<DnsblRecord>[] records = await Task.WhenAll(
            lists.Select(list => AskListAsync(domain, list, subjects, gaps, cancellationToken))).ConfigureAwait(false);
        return [.. records.SelectMany(static list => list)];
    }

    private async Task<IReadOnlyList<DnsblRecord>> AskListAsync(
        string domain,
        DnsblList list,
        DnsblSubject[] subjects,
        IReadOnlyList<MailHostGap> gaps,
        CancellationToken cancellationToken)
    {
        bool isNew = list.Subjects == DnsblSubjects.None;
        DnsblSubjects kinds = isNew
            ? await FindKindsAsync(list, cancellationToken).ConfigureAwait(false)
            : list.Subjects;
        DnsblRecord[] asked = await Task.WhenAll(subjects.Where(subject => kinds.HasFlag(subject.Kind))
            .Select(subject => AskAsync(list, subject, cancellationToken))).ConfigureAwait(false);
        DnsblRecord[] records =
        [
            .. asked,
            .. gaps.Where(_ => (kinds & (DnsblSubjects.IPv4 | DnsblSubjects.IPv6)) != 0)
                .Select(gap => Unknown(domain, list, gap.Failure) with { Status = gap.Status, Hosts = gap.Hosts }),
        ];
        if (records.Length > 0)
        {
            return records;
        }

        // An address list and a domain without mail exchangers, or a zone that is no list.
        string? failure = isNew && kinds == DnsblSubjects.None
            ? await probe.FindFailureAsync(list, DnsblSubjects.IPv4, cancellationToken).ConfigureAwait(false)
            : null;
        return [Unknown(domain, list, failure ?? "There is nothing here that this list could name.")];
    }

    private async Task<DnsblSubjects> FindKindsAsync(DnsblList list, CancellationToken cancellationToken)
    {
        string?[] failures = await Task.WhenAll(
            s_kinds.Select(kind => probe.FindFailureAsync(list, kind, cancellationToken))).ConfigureAwait(false);
        return s_kinds.Where((_, at) => failures[at] is null).Aggregate(DnsblSubjects.None, static (all, kind) => all | kind);
    }

    private async Task<DnsblRecord> AskAsync(DnsblList list, DnsblSubject subject, CancellationToken cancellationToken)
    {
        string name = subject.Below(list.Zone);
        DnsblRecord record = Unknown(
            subject.Domain,
            list,
            await probe.FindFailureAsync(list, subject.Kind, cancellationToken).ConfigureAwait(false)) with
        {
            Subject = subject.Text,
            Hosts = subject.Hosts,
            QueryName = name,
        };
        if (record.Failure is not null)
        {
            return record;
        }

        DnsAnswer answer = await resolver.QueryAsync(name, DnsRecordType.A, cancellationToken).ConfigureAwait(false);
        DnsblAnswer read = DnsblAnswer.Read(answer);
        return record.With(answer) with
        {
            Status = answer.Status,
            CheckedAt = answer.AnsweredAt,
            Verdict = read.Verdict,
            ReturnCodes = read.ReturnCodes,
            Raw = read.ReturnCodes.Count == 0 ? null : string.Join(" ", read.ReturnCodes),
            Failure = read.Failure,
            Reason = read.Verdict == DnsblVerdict.Listed
                ? await ReadReasonAsync(name, cancellationToken).ConfigureAwait(false)
                : null,
        };
    }

    private async Task<string?> ReadReasonAsync(string name, CancellationToken cancellationToken)
    {
        DnsAnswer answer = await resolver.QueryAsync(name, DnsRecordType.Txt, cancellationToken).ConfigureAwait(false);
        string reason = EscapedText.Escape(string.Join(" ", TextRecords.Of(answer, static _ => true)));
        return reason.Length == 0 ? null
            : reason.Length <= MaxReasonLength ? reason
            : reason.Substring(0, MaxReasonLength) + "...";
    }

    // No question for the subject itself was asked: Error stands for that until one was.
    private static DnsblRecord Unknown(string domain, DnsblList list, string? failure) => new()
    {
        Domain = domain,
        List = list.Zone,
        QueryName = list.Zone,
        Status = DnsStatus.Error,
        Verdict = DnsblVerdict.Unknown,
        Failure = failure,
        CheckedAt = DateTimeOffset.UtcNow,
    };
}
