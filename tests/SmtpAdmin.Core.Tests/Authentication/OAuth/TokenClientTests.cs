using System;
using System.Net.Http;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Authentication.OAuth;
using SmtpAdmin.Testing.Http;
using SmtpAdmin.Testing.Peers;
using Xunit;

namespace SmtpAdmin.Core.Tests.Authentication.OAuth;

public sealed class TokenClientTests : IDisposable
{
    private const string Secret = "s3cret-value";
    private readonly TokenEndpoint _endpoint = new();
    private readonly TokenClient _client = new(TimeProvider.System);

    public void Dispose()
    {
        _client.Dispose();
        _endpoint.Dispose();
    }

    // The answer | what the error says of it.
    [Theory]
    [InlineData(400, """{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret.\r\nTrace ID: 1"}""",
        "127.0.0.1 answered invalid_client: AADSTS7000215: Invalid client secret.")]
    [InlineData(400, """{"error":"bad\u001b[2J","error_description":"\u0007x"}""", "answered bad\uFFFD[2J: \uFFFDx.")]
    [InlineData(200, """{"error":"invalid_grant"}""", "answered invalid_grant.")]
    [InlineData(500, "<html>", "HTTP status 500 and no token response. It is no JSON.")]
    [InlineData(200, "[]", "It is no JSON object.")]
    [InlineData(200, "{}", "It has no access_token.")]
    [InlineData(200, """{"access_token":"leaked-token"}""", "token_type is not Bearer")]
    [InlineData(200, """{"access_token":"leaked-token","token_type":"mac"}""", "token_type is not Bearer")]
    [InlineData(200, """{"access_token":5,"token_type":"Bearer"}""", "It has no access_token.")]
    [InlineData(200, """{"access_token":"leaked-token" """, "It is no JSON.")]
    [InlineData(503, """{"access_token":"leaked-token","token_type":"Bearer"}""", "HTTP status 503")]
    [InlineData(400, """{"error":{"code":5}}""", "It says no error.")]
    [InlineData(400, """{"error":"\ud800"}""", "no text")]
    [InlineData(200, "", "It is no JSON.")]
    public async Task An_answer_without_a_token_is_told_and_not_quoted(int status, string body, string expected)
    {
        _endpoint.AnswerNext(status, body);

        SmtpAdminException failure = await FailsAsync(ErrorKind.TokenRequestFailed);

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        using var elsewhere = new TokenEndpoint();
        _endpoint.AnswerNext(307, string.Empty, elsewhere.Authority.AbsoluteUri);

        SmtpAdminException failure = await FailsAsync(ErrorKind.TokenRequestFailed);

        Assert.Contains("HTTP status 307", failure.Message, StringComparison.Ordinal);
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task An_answer_beyond_the_bound_is_not_read()
    {
        _endpoint.AnswerNext(200, new string(' ', 2 * 1024 * 1024));

        await FailsAsync(ErrorKind.TokenEndpointUnreachable);
    }

    [Fact]
    public async Task An_endpoint_that_is_not_there_is_named()
    {
        Uri address = new($"http://127.0.0.1:{LoopbackPort.FindFree()}");

        var failure = await Assert.ThrowsAsync<SmtpAdminException>(() => _client.GetTokenAsync(
            TokenAuthority.Google(address), Grant(), TestContext.Current.CancellationToken));

        Assert.Equal(ErrorKind.TokenEndpointUnreachable, failure.Kind);
        Assert.Contains(address.Authority, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_silent_endpoint_is_told_from_a_cancellation()
    {
        using var client = new TokenClient(TimeProvider.System, new Handler(_ => throw new TaskCanceledException()));

        SmtpAdminException failure = await Assert.ThrowsAsync<SmtpAdminException>(() => client.GetTokenAsync(
            Authority(), Grant(), TestContext.Current.CancellationToken));

        Assert.Equal(ErrorKind.TokenEndpointUnreachable, failure.Kind);
        Assert.Contains("did not answer within 30 seconds", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancellation_ends_a_request_at_once()
    {
        using var source = new CancellationTokenSource();
        using var client = new TokenClient(TimeProvider.System, new Handler(async token =>
        {
            await source.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
            return new HttpResponseMessage();
        }));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => client.GetTokenAsync(Authority(), Grant(), source.Token));
    }

    [Fact]
    public async Task A_token_ends_when_the_answer_says()
    {
        _endpoint.AnswerNext(200, """{"access_token":"x","token_type":"bearer","expires_in":"3600"}""");
        DateTimeOffset before = DateTimeOffset.UtcNow;

        TokenResponse token = await _client.GetTokenAsync(Authority(), Grant(), TestContext.Current.CancellationToken);

        Assert.InRange(token.ExpiresOn!.Value, before.AddSeconds(3600), DateTimeOffset.UtcNow.AddSeconds(3600));
        Assert.DoesNotContain("AccessToken =", token.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://login.example.com", "t")]
    [InlineData("ftp://127.0.0.1", "t")]
    [InlineData("https://user@login.example.com", "t")]
    [InlineData("https://login.example.com/?x=1", "t")]
    [InlineData("login.example.com", "t")]
    [InlineData("https://login.example.com", "a/b")]
    [InlineData("https://login.example.com", "a?b")]
    public void An_address_that_would_show_or_misplace_secrets_is_refused(string authority, string tenant)
    {
        var failure = Assert.Throws<SmtpAdminException>(
            () => TokenAuthority.Microsoft(new Uri(authority, UriKind.RelativeOrAbsolute), tenant));

        Assert.Equal(ErrorKind.TokenEndpointInvalid, failure.Kind);
    }

    [Fact]
    public void The_public_clouds_need_no_address()
    {
        Assert.Equal(
            "https://login.microsoftonline.com/contoso.com/oauth2/v2.0/token",
            TokenAuthority.Microsoft(null, "contoso.com").Token.AbsoluteUri);
        Assert.Equal("https://oauth2.googleapis.com/device/code", TokenAuthority.Google(null).DeviceCode.AbsoluteUri);
        Assert.Equal(
            "https://login.microsoftonline.us/t/oauth2/v2.0/devicecode",
            TokenAuthority.Microsoft(new Uri("https://login.microsoftonline.us/"), "t").DeviceCode.AbsoluteUri);
    }

    [Theory]
    [InlineData("invalid_client", "AADSTS7000215: x", "secret's value")]
    [InlineData("invalid_client", "AADSTS7000222: x", "expired")]
    [InlineData("invalid_client", "AADSTS700027: x", "Upload the certificate")]
    [InlineData("unauthorized_client", "AADSTS700016: x", "-ClientId")]
    [InlineData("invalid_request", "AADSTS90002: x", "-TenantId")]
    [InlineData("invalid_grant", "AADSTS65001: x", "consent")]
    [InlineData("invalid_grant", "AADSTS50076: x", "multifactor")]
    [InlineData("invalid_grant", "AADSTS50079: x", "register for multifactor")]
    [InlineData("invalid_grant", "AADSTS7000161: another", "new refresh token")]
    [InlineData("invalid_grant", null, "new refresh token")]
    [InlineData("other", "text", null)]
    public void A_refusal_comes_with_its_own_advice(string code, string? description, string? expected)
    {
        string? advice = new TokenError(code, description).ToException("host").Advice;

        Assert.True(expected is null ? advice is null : advice!.Contains(expected, StringComparison.Ordinal), advice);
    }

    private async Task<SmtpAdminException> FailsAsync(ErrorKind kind)
    {
        var failure = await Assert.ThrowsAsync<SmtpAdminException>(
            () => _client.GetTokenAsync(Authority(), Grant(), TestContext.Current.CancellationToken));
        Assert.True(kind == failure.Kind, $"Expected {kind}, got {failure.Kind}: {failure.Message}");
        Assert.DoesNotContain(Secret, failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("leaked-token", failure.ToString(), StringComparison.Ordinal);
        return failure;
    }

    private TokenAuthority Authority() => TokenAuthority.Microsoft(_endpoint.Authority, TokenEndpoint.Tenant);

    private static ClientSecretGrant Grant() => new("id", Secret, "scope");

    private sealed class Handler(Func<CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken) => answer(cancellationToken);
    }
}
