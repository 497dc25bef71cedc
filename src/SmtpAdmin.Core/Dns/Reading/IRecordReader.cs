using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>Reads one type of record of a domain.</summary>
internal interface IRecordReader
{
    /// <summary>Returns at least one record: what was found, that nothing is there, or why nothing is known.</summary>
    /// <param name="domain">The domain in normal form.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    Task<IReadOnlyList<MailDnsRecord>> ReadAsync(string domain, CancellationToken cancellationToken);
}
