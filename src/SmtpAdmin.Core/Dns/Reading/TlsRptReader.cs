using System.Collections.Generic;
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
    private const string Prefix = "_smtp._tls.";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<MailDnsRecord>> ReadAsync(string domain, CancellationToken cancellationToken) =>
        await TextRecords.ReadAsync(
            resolver,
            Prefix + domain,
            answer => new TlsRptRecord
            {
                Domain = domain,
                QueryName = Prefix + domain,
                Status = TextRecords.StatusWithout(answer),
                CheckedAt = answer.AnsweredAt,
            },
            TlsRptRecordParser.IsTlsRpt,
            Fill,
            cancellationToken).ConfigureAwait(false);

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
