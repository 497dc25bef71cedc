using System;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Authentication.OAuth;
using SmtpAdmin.Testing.Http;
using SmtpAdmin.Testing.Time;
using Xunit;

namespace SmtpAdmin.Core.Tests.Authentication.OAuth;

public sealed class DeviceCodeFlowTests : IDisposable
{
    private const string Code =
        """{"device_code":"d","user_code":"ABC\u001b","verification_uri":"https://x/","expires_in":60,"interval":5}""";

    private readonly ManualClock _clock = new();
    private readonly TokenEndpoint _endpoint = new();
    private readonly TokenClient _client;

    public DeviceCodeFlowTests() => _client = new TokenClient(_clock);

    public void Dispose()
    {
        _client.Dispose();
        _endpoint.Dispose();
    }

    [Fact]
    public async Task It_asks_at_the_interval_and_more_slowly_when_told_so()
    {
        _endpoint.AnswerNext(200, Code).RefuseNext("authorization_pending").RefuseNext("slow_down")
            .AnswerNext(200, """{"access_token":"granted","token_type":"Bearer"}""");
        DeviceCode? shown = null;
        DateTimeOffset start = _clock.GetUtcNow();

        Task<TokenResponse> run = RunAsync(code => shown = code);
        await MoveToAsync(start.AddSeconds(5), run);
        await MoveToAsync(start.AddSeconds(10), run);
        await MoveToAsync(start.AddSeconds(20), run);

        Assert.Equal("granted", (await run).AccessToken);
        Assert.Equal("ABC\uFFFD", shown!.UserCode);
        Assert.Equal(4, _endpoint.Requests.Count);
        Assert.Equal("d", _endpoint.Requests[3]["device_code"]);
    }

    [Fact]
    public async Task A_code_that_nobody_confirms_ends()
    {
        _endpoint.AnswerNext(200, Code.Replace("60", "9", StringComparison.Ordinal)).RefuseNext("authorization_pending");
        DateTimeOffset start = _clock.GetUtcNow();

        Task<TokenResponse> run = RunAsync();
        await MoveToAsync(start.AddSeconds(5), run);

        var failure = await Assert.ThrowsAsync<SmtpAdminException>(() => run);
        Assert.Contains("expired_token", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("access_denied", "declined")]
    [InlineData("expired_token", "in time")]
    public async Task A_refusal_ends_it(string error, string advice)
    {
        _endpoint.AnswerNext(200, Code).RefuseNext(error);

        Task<TokenResponse> run = RunAsync();
        await MoveToAsync(_clock.GetUtcNow().AddSeconds(5), run);

        var failure = await Assert.ThrowsAsync<SmtpAdminException>(() => run);
        Assert.Equal(ErrorKind.TokenRequestFailed, failure.Kind);
        Assert.Contains(advice, failure.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"device_code":"d","user_code":"u","verification_uri":"x","expires_in":-1}""")]
    [InlineData("""{"device_code":"d","user_code":"u","expires_in":60}""")]
    public async Task An_answer_without_a_code_is_told(string body)
    {
        _endpoint.AnswerNext(200, body);

        var failure = await Assert.ThrowsAsync<SmtpAdminException>(() => RunAsync());

        Assert.Equal(ErrorKind.TokenRequestFailed, failure.Kind);
    }

    [Fact]
    public async Task A_cancellation_ends_the_wait()
    {
        _endpoint.AnswerNext(200, Code);
        using var source = new CancellationTokenSource();

        Task<TokenResponse> run = RunAsync(_ => source.Cancel(), source);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
    }

    private Task<TokenResponse> RunAsync(Action<DeviceCode>? show = null, CancellationTokenSource? stop = null)
    {
        var flow = new DeviceCodeFlow(_client, TokenAuthority.Microsoft(_endpoint.Authority, "organizations"), _clock);
        return flow.RunAsync(
            "id",
            null,
            "scope",
            code =>
            {
                show?.Invoke(code);
                return Task.CompletedTask;
            },
            _ => { },
            stop?.Token ?? TestContext.Current.CancellationToken);
    }

    private async Task MoveToAsync(DateTimeOffset time, Task run)
    {
        await Condition.WaitAsync(() => _clock.HasTimerAt(time) || run.IsCompleted);
        _clock.Advance(time - _clock.GetUtcNow());
    }
}
