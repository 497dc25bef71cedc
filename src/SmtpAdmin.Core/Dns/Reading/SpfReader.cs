using System.Collections.Generic;
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
    public async Task<IReadOnlyList<MailDnsRecord>> ReadAsync(string domain, CancellationToken cancellationToken) =>
        await TextRecords.ReadAsync(
            resolver,
            domain,
            answer => new SpfRecord
            {
                Domain = domain,
                QueryName = domain,
                Status = TextRecords.StatusWithout(answer),
                CheckedAt = answer.AnsweredAt,
            },
            SpfRecordParser.IsSpf,
            Fill,
            cancellationToken).ConfigureAwait(false);

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
