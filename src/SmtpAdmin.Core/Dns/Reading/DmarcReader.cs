using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns.Records;
using SmtpAdmin.Core.Evaluation.Dmarc;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>
/// Reads the DMARC record that applies to a domain: its own, or else the one that a domain above lends it, found by the
/// tree walk (RFC 9989, section 4.10). Where the domain has several, all of which are discarded, they are returned too.
/// </summary>
internal sealed class DmarcReader(IDnsResolver resolver) : IRecordReader
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<MailDnsRecord>> ReadAsync(string domain, CancellationToken cancellationToken)
    {
        DmarcFinding finding = await new DmarcPolicyFinder(resolver).FindAsync(domain, cancellationToken)
            .ConfigureAwait(false);
        DmarcStep own = finding.Walk.Steps[0];
        var records = new List<MailDnsRecord>();
        if (own.Texts.Count > 1)
        {
            records.AddRange(own.Texts.Select(text => Discarded(domain, own, text)));
        }

        if (finding.Applied is { } applied)
        {
            DmarcRecord record = Fill(About(domain, applied.Answer!), applied.Texts[0], applied.Record!);
            records.Add(record with
            {
                PolicyDomain = applied.Domain,
                OrganizationalDomain = finding.OrganizationalDomain,
                IsInherited = applied != own,
                EffectivePolicy = finding.EffectivePolicy,
                Failure = finding.Failure,
            });
        }

        return records.Count > 0 ? records : [Missing(domain, finding.Walk)];
    }

    private static DmarcRecord Discarded(string domain, DmarcStep own, string text)
    {
        DmarcRecord record = Fill(About(domain, own.Answer!), text, DmarcRecordParser.Parse(text));
        return record with
        {
            PolicyDomain = domain,
            Problems = TextRecords.WithMultiple(record.Problems, own.Texts.Count, "DMARC-MULTIPLE", text),
        };
    }

    // The status is that of the question that decided: the one that failed, or the first that could be asked.
    private static DmarcRecord Missing(string domain, DmarcWalk walk)
    {
        DnsAnswer answer = (walk.Failed ?? walk.Steps.First(static step => step.Answer is not null)).Answer!;
        return About(domain, answer) with { Status = TextRecords.StatusWithout(answer), TimeToLive = null };
    }

    private static DmarcRecord About(string domain, DnsAnswer answer) => new DmarcRecord
    {
        Domain = domain,
        QueryName = answer.Question.Name,
        Status = answer.Status,
        CheckedAt = answer.AnsweredAt,
    }.With(answer);

    private static DmarcRecord Fill(DmarcRecord record, string text, DmarcSyntax syntax) => record with
    {
        Raw = text,
        Policy = syntax.Policy,
        SubdomainPolicy = syntax.SubdomainPolicy,
        NonexistentSubdomainPolicy = syntax.NonexistentSubdomainPolicy,
        DkimAlignment = syntax.DkimAlignment,
        SpfAlignment = syntax.SpfAlignment,
        IsTesting = syntax.IsTesting,
        PublicSuffix = syntax.PublicSuffix,
        AggregateReportUris = syntax.AggregateReportUris,
        FailureReportUris = syntax.FailureReportUris,
        Tags = syntax.Tags,
        Problems = syntax.Problems,
    };
}
