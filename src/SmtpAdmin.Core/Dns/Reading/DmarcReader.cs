using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns.Records;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>
/// Reads the DMARC record that stands at the domain itself (RFC 9989, section 4.7). The policy that a parent domain
/// lends is found by the tree walk (section 4.10), which belongs to the evaluation and is not done here.
/// </summary>
internal sealed class DmarcReader(IDnsResolver resolver) : IRecordReader
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<MailDnsRecord>> ReadAsync(string domain, CancellationToken cancellationToken)
    {
        string name = "_dmarc." + domain;
        DnsAnswer answer = await resolver.QueryAsync(name, DnsRecordType.Txt, cancellationToken).ConfigureAwait(false);
        var record = new DmarcRecord
        {
            Domain = domain,
            QueryName = name,
            Status = TextRecords.StatusWithout(answer),
            CheckedAt = answer.AnsweredAt,
        };
        record = record.With(answer);
        IReadOnlyList<string> texts = TextRecords.Of(answer, DmarcRecordParser.IsDmarc);
        return texts.Count == 0
            ? [record with { TimeToLive = null }]
            : [.. texts.Select(text => Fill(record, text, texts.Count))];
    }

    private static DmarcRecord Fill(DmarcRecord record, string text, int count)
    {
        DmarcSyntax syntax = DmarcRecordParser.Parse(text);
        return record with
        {
            Status = DnsStatus.Found,
            Raw = text,
            Policy = syntax.Policy,
            SubdomainPolicy = syntax.SubdomainPolicy,
            NonexistentSubdomainPolicy = syntax.NonexistentSubdomainPolicy,
            DkimAlignment = syntax.DkimAlignment,
            SpfAlignment = syntax.SpfAlignment,
            IsTesting = syntax.IsTesting,
            AggregateReportUris = syntax.AggregateReportUris,
            FailureReportUris = syntax.FailureReportUris,
            Tags = syntax.Tags,
            Problems = TextRecords.WithMultiple(syntax.Problems, count, "DMARC-MULTIPLE", text),
        };
    }
}
