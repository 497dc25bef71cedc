using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Reading;
using SmtpAdmin.Core.Dns.Records;

namespace SmtpAdmin.Core.Evaluation.Dmarc;

/// <summary>Keeps what a check asked and was answered. For questions that are asked one after another.</summary>
internal sealed class DmarcTrace(IDnsResolver inner) : IDnsResolver
{
    private readonly List<DmarcQuery> _queries = [];

    /// <summary>The questions so far.</summary>
    public IReadOnlyList<DmarcQuery> Queries => [.. _queries];

    /// <inheritdoc/>
    public async Task<DnsAnswer> QueryAsync(string name, DnsRecordType type, CancellationToken cancellationToken)
    {
        DnsAnswer answer = await inner.QueryAsync(name, type, cancellationToken).ConfigureAwait(false);
        _queries.Add(new DmarcQuery(name, type.ToString().ToUpperInvariant(), answer.Status)
        {
            Records = TextRecords.Of(answer, DmarcRecordParser.IsDmarc),
        });
        return answer;
    }
}
