using System;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Authentication;

/// <summary>
/// Keeps a token until shortly before its end and then asks for the next. Connections share it: one asks, and the
/// others wait for the answer.
/// </summary>
internal sealed class CachingTokenSource : ITokenSource, IDisposable
{
    // A token that ends between AUTH and the server's look at it is a refusal; clocks differ by minutes.
    private static readonly TimeSpan s_leeway = TimeSpan.FromMinutes(5);

    // A server that refuses a token made moments ago will refuse the next one too. This also keeps several connections,
    // each refused with the same token, from asking one by one.
    private static readonly TimeSpan s_renewalInterval = TimeSpan.FromSeconds(30);

    private readonly Func<CancellationToken, Task<AccessToken>> _request;
    private readonly TimeProvider _timeProvider;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private AccessToken? _current;
    private DateTimeOffset _obtained;
    private DateTimeOffset? _end;

    /// <param name="request">Asks for a token.</param>
    /// <param name="timeProvider">The clock that tokens end by.</param>
    public CachingTokenSource(Func<CancellationToken, Task<AccessToken>> request, TimeProvider timeProvider)
    {
        _request = request;
        _timeProvider = timeProvider;
    }

    public async Task<string> GetTokenAsync(bool renew, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_current is null || IsOver(renew))
            {
                _current = await _request(cancellationToken).ConfigureAwait(false);
                _obtained = _timeProvider.GetUtcNow();
                _end = _current.ExpiresOn ?? AccessTokenClaims.TryRead(_current.Token)?.ExpiresOn;
            }

            return _current.Token;
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private bool IsOver(bool renew)
    {
        DateTimeOffset now = _timeProvider.GetUtcNow();
        return renew ? now - _obtained >= s_renewalInterval : _end is { } end && now >= end - s_leeway;
    }
}
