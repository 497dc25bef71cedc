using System;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Dns;

/// <summary>
/// Keeps the number of questions under way within a bound; name servers drop what looks like a flood.
/// </summary>
internal sealed class BoundedDnsResolver(IDnsResolver inner, int limit) : IDnsResolver, IDisposable
{
    private readonly SemaphoreSlim _free = new(limit, limit);

    /// <inheritdoc/>
    public async Task<DnsAnswer> QueryAsync(string name, DnsRecordType type, CancellationToken cancellationToken)
    {
        await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await inner.QueryAsync(name, type, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _free.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _free.Dispose();
}
