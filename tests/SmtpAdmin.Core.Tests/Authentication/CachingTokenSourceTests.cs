using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Authentication;
using SmtpAdmin.Testing.Time;
using Xunit;

namespace SmtpAdmin.Core.Tests.Authentication;

public sealed class CachingTokenSourceTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly CachingTokenSource _source;
    private Func<AccessToken> _make = () => throw new InvalidOperationException();
    private int _requests;

    public CachingTokenSourceTests() => _source = new CachingTokenSource(
        _ =>
        {
            Interlocked.Increment(ref _requests);
            return Task.FromResult(_make());
        },
        _clock);

    public void Dispose() => _source.Dispose();

    [Fact]
    public async Task A_token_is_kept_until_five_minutes_before_its_end()
    {
        _make = () => new AccessToken($"token{_requests}", _clock.GetUtcNow().AddMinutes(60));

        Assert.Equal("token1", await GetAsync());
        _clock.Advance(TimeSpan.FromMinutes(54.9));
        Assert.Equal("token1", await GetAsync());
        _clock.Advance(TimeSpan.FromMinutes(0.1));
        Assert.Equal("token2", await GetAsync());
    }

    [Fact]
    public async Task Where_nobody_says_when_it_ends_the_token_itself_does()
    {
        long end = _clock.GetUtcNow().AddMinutes(60).ToUnixTimeSeconds();
        _make = () => new AccessToken(JsonWebTokens.Of($$"""{"exp":{{end + _requests}}}"""));

        string first = await GetAsync();
        _clock.Advance(TimeSpan.FromMinutes(54));
        Assert.Equal(first, await GetAsync());
        _clock.Advance(TimeSpan.FromMinutes(2));
        Assert.NotEqual(first, await GetAsync());
    }

    [Fact]
    public async Task An_opaque_token_without_an_end_is_kept_until_it_is_refused()
    {
        _make = () => new AccessToken($"token{_requests}");

        Assert.Equal("token1", await GetAsync());
        _clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("token1", await GetAsync());
        Assert.Equal("token2", await GetAsync(renew: true));
    }

    [Fact]
    public async Task Several_connections_that_were_refused_ask_once()
    {
        _make = () => new AccessToken($"token{_requests}");
        await GetAsync();
        _clock.Advance(TimeSpan.FromMinutes(1));

        string[] tokens = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => GetAsync(renew: true)));

        Assert.All(tokens, token => Assert.Equal("token2", token));
    }

    [Fact]
    public async Task A_failed_request_is_made_again_the_next_time()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => GetAsync());
        _make = () => new AccessToken("token");

        Assert.Equal("token", await GetAsync());
    }

    private Task<string> GetAsync(bool renew = false) =>
        _source.GetTokenAsync(renew, TestContext.Current.CancellationToken);
}
