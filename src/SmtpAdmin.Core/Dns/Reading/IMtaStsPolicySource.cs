using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>Fetches MTA-STS policies. The seam for tests and for the cache of a sender.</summary>
internal interface IMtaStsPolicySource
{
    /// <summary>Fetches a domain's policy. What it came to is in the result, never an exception.</summary>
    /// <exception cref="System.OperationCanceledException">The caller gave up.</exception>
    Task<MtaStsFetch> FetchAsync(string domain, CancellationToken cancellationToken);
}
