using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns.Records;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>
/// Reads a domain's SPF record; several are all returned, each with the problem that there are several (RFC 7208,
/// section 4.5).
/// </summary>
internal sealed class SpfReader(IDnsResolver resolver) : IRecordReader
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<MailDnsRecord>> ReadAsync(string domain, CancellationToken cancellationToken)
    {
        DnsAnswer answer = await resolver.QueryAsync(domain, DnsRecordType.Txt, cancellationToken)
            .ConfigureAwait(false);
        var record = new SpfRecord
        {
            Domain = domain,
            QueryName = domain,
            Status = TextRecords.StatusWithout(answer),
            CheckedAt = answer.AnsweredAt,
        };
        record = record.With(answer);
        IReadOnlyList<string> texts = TextRecords.Of(answer, SpfRecordParser.IsSpf);
        return texts.Count == 0
            ? [record with { TimeToLive = null }]
            : [.. texts.Select(text => Fill(record, text, texts.Count))];
    }

    private static SpfRecord Fill(SpfRecord record, string text, int count)
    {
        SpfSyntax syntax = SpfRecordParser.Parse(text);
        return record with
        {
            Status = DnsStatus.Found,
            Raw = text,
            Terms = syntax.Terms,
            All = syntax.All,
            Redirect = syntax.Redirect,
            Problems = TextRecords.WithMultiple(syntax.Problems, count, "SPF-MULTIPLE", text),
        };
    }
}
