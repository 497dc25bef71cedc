using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Reading;
using SmtpAdmin.Core.Evaluation.Dmarc;
using SmtpAdmin.Core.Evaluation.Spf;

namespace SmtpAdmin.Core.Judging;

/// <summary>Reads what a domain is judged by, side by side.</summary>
internal sealed class DomainFactReader(IDnsResolver resolver, MailDnsReader reader, TimeProvider clock)
{
    private static readonly MailDnsRecordType[] s_types =
    [
        MailDnsRecordType.Mx, MailDnsRecordType.Spf, MailDnsRecordType.Dkim, MailDnsRecordType.Dmarc,
        MailDnsRecordType.MtaSts, MailDnsRecordType.TlsRpt, MailDnsRecordType.Tlsa, MailDnsRecordType.Bimi,
        MailDnsRecordType.Caa, MailDnsRecordType.Ptr, MailDnsRecordType.Ns, MailDnsRecordType.Dnssec,
    ];

    private static readonly MailDnsRecordType[] s_services = [MailDnsRecordType.Srv, MailDnsRecordType.Autodiscover];

    /// <param name="domain">A domain or an e-mail address, as typed.</param>
    /// <param name="questions">What is asked of this domain.</param>
    /// <param name="isParked">Whether the domain is meant to send and take no mail.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="SmtpAdminException">DomainInvalid: the domain or a selector is not valid.</exception>
    public async Task<DomainFacts> ReadAsync(
        string domain, DomainQuestions questions, bool isParked, CancellationToken cancellationToken)
    {
        string name = DomainName.Parse(domain);
        DateTimeOffset now = clock.GetUtcNow();
        Task<SpfAnalysis> spf = SpfAnalyzer.AnalyzeAsync(resolver, name, cancellationToken);
        Task<IReadOnlyList<MailDnsRecord>> reading = reader.ReadAsync(
            name, questions.AsksServices ? [.. s_types, .. s_services] : s_types, questions.DkimSelectors, cancellationToken);
        Task<IReadOnlyList<MailDnsRecord>[]> logos = Task.WhenAll(questions.BimiSelectors.Select(
            selector => new BimiReader(new LongNameResolver(resolver), selector).ReadAsync(name, cancellationToken)));
        Task<IReadOnlyList<DmarcReportDestination>> destinations = CheckReportsAsync(name, cancellationToken);
        await Task.WhenAll(spf, reading, logos, destinations).ConfigureAwait(false);
        IReadOnlyList<MailDnsRecord> records =
        [
            .. await reading.ConfigureAwait(false),
            .. (await logos.ConfigureAwait(false)).SelectMany(static list => list),
        ];
        return new DomainFacts
        {
            Domain = name,
            IsParked = isParked,
            Records = records,
            Spf = await spf.ConfigureAwait(false),
            ReportDestinations = await destinations.ConfigureAwait(false),
            ReadAt = now,
        };
    }

    // Not behind all the others: the resolver remembers, so the record costs no question more.
    private async Task<IReadOnlyList<DmarcReportDestination>> CheckReportsAsync(
        string domain, CancellationToken cancellationToken)
    {
        IReadOnlyList<MailDnsRecord> records =
            await reader.ReadAsync(domain, [MailDnsRecordType.Dmarc], [], cancellationToken).ConfigureAwait(false);
        DmarcRecord? record = records.OfType<DmarcRecord>().LastOrDefault(static record => record.PolicyDomain is not null);
        return record is null
            ? []
            : await new DmarcReportAuthorizer(resolver)
                .CheckAsync(record.PolicyDomain!, record.AggregateReportUris, record.FailureReportUris, cancellationToken)
                .ConfigureAwait(false);
    }
}
