using System;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Dns;

/// <summary>
/// Makes its resolver at the first question, and so touches nothing where none is asked. That there is no name server to
/// ask is then told to who asks.
/// </summary>
internal sealed class DeferredDnsResolver(DnsResolverOptions options, TimeProvider time) : IDnsResolver, IDisposable
{
    // Many may ask first at the same time, and each may give up alone.
    private readonly Lazy<Task<DnsResolver>> _resolver =
        new(() => DnsResolverFactory.CreateAsync(options, time, CancellationToken.None));

    /// <inheritdoc/>
    public async Task<DnsAnswer> QueryAsync(string name, DnsRecordType type, CancellationToken cancellationToken)
    {
        DnsResolver resolver = await _resolver.Value.OrCanceled(cancellationToken).ConfigureAwait(false);
        return await resolver.QueryAsync(name, type, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_resolver.IsValueCreated && _resolver.Value.Status == TaskStatus.RanToCompletion)
        {
            _resolver.Value.Result.Dispose();
        }
    }
}
