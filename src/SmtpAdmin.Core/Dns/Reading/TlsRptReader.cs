using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns.Records;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>
/// Reads where a domain wants TLS reports (RFC 8460, section 3). Several records are all returned, each with the problem
/// that there are several: senders then act as if there were none.
/// </summary>
internal sealed class TlsRptReader(IDnsResolver resolver) : IRecordReader
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<MailDnsRecord>> ReadAsync(string domain, CancellationToken cancellationToken)
    {
        string name = "_smtp._tls." + domain;
        DnsAnswer answer = await TextRecords.AskAsync(resolver, name, cancellationToken).ConfigureAwait(false);
        var record = new TlsRptRecord
        {
            Domain = domain,
            QueryName = name,
            Status = TextRecords.StatusWithout(answer),
            CheckedAt = answer.AnsweredAt,
        };
        record = record.With(answer);
        IReadOnlyList<string> texts = TextRecords.Of(answer, TlsRptRecordParser.IsTlsRpt);
        return texts.Count == 0
            ? [record with { TimeToLive = null }]
            : [.. texts.Select(text => Fill(record, text, texts.Count))];
    }

    private static TlsRptRecord Fill(TlsRptRecord record, string text, int count)
    {
        TlsRptSyntax syntax = TlsRptRecordParser.Parse(text);
        return record with
        {
            Status = DnsStatus.Found,
            Raw = text,
            ReportUris = syntax.ReportUris,
            Extensions = syntax.Extensions,
            Problems = TextRecords.WithMultiple(syntax.Problems, count, "TLSRPT-MULTIPLE", text),
        };
    }
}
