using System;
using System.Collections.Generic;
using System.IO;
using System.Net.Http;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Addressing;
using SmtpAdmin.Core.Dns;

namespace SmtpAdmin.Core.Authentication.OAuth;

/// <summary>
/// Asks a token endpoint, with one form and one JSON answer a time. It follows no redirect, since the form holds
/// secrets, and reads no more than a bounded answer within a bounded time.
/// </summary>
internal sealed class TokenClient : IDisposable
{
    private const int MaximumLength = 1024 * 1024;
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;
    private readonly TimeProvider _timeProvider;

    /// <param name="timeProvider">The clock that tokens end by.</param>
    /// <param name="handler">Answers instead of the network; null for the network with the system's proxy.</param>
    public TokenClient(TimeProvider timeProvider, HttpMessageHandler? handler = null)
    {
        _timeProvider = timeProvider;
        _http = new HttpClient(handler ?? new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            Timeout = s_timeout,
            MaxResponseContentBufferSize = MaximumLength,
        };
    }

    /// <summary>Gets a token.</summary>
    /// <exception cref="SmtpAdminException">TokenRequestFailed, TokenEndpointUnreachable or TokenKeyInvalid.</exception>
    public async Task<TokenResponse> GetTokenAsync(
        TokenAuthority endpoint, TokenGrant grant, CancellationToken cancellationToken)
    {
        (TokenResponse? token, TokenError? error) =
            await TryGetTokenAsync(endpoint, grant, cancellationToken).ConfigureAwait(false);
        return token ?? throw error!.ToException(endpoint.Token.Host);
    }

    /// <summary>Gets a token, or the endpoint's refusal, which says how to go on with a device code.</summary>
    public Task<(TokenResponse? Token, TokenError? Error)> TryGetTokenAsync(
        TokenAuthority endpoint, TokenGrant grant, CancellationToken cancellationToken)
    {
        DateTimeOffset now = _timeProvider.GetUtcNow();
        return PostAsync(
            endpoint.Token, grant.Fields(endpoint, now), root => TokenResponse.Read(root, now), cancellationToken);
    }

    /// <summary>Sends a form and reads the answer.</summary>
    /// <returns>What <paramref name="read"/> made of the answer, or the endpoint's refusal.</returns>
    public async Task<(T? Answer, TokenError? Error)> PostAsync<T>(
        Uri address,
        IEnumerable<KeyValuePair<string, string>> fields,
        Func<JsonElement, T> read,
        CancellationToken cancellationToken)
        where T : class
    {
        using var form = new FormUrlEncodedContent(fields);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = form };
        request.Headers.Accept.ParseAdd("application/json");
        (int status, byte[] body) = await SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new FormatException("It is no JSON object.");
            }

            return TokenError.TryRead(document.RootElement) is { } error ? (null, error)
                : status is 200 ? (read(document.RootElement), null)
                : throw new FormatException("It says no error.");
        }
        catch (Exception failure) when (failure is JsonException or FormatException)
        {
            // What a parser says of the answer may quote it, and it may hold a token.
            string reason = failure is JsonException ? "It is no JSON." : failure.Message;
            throw new SmtpAdminException(
                ErrorKind.TokenRequestFailed,
                FormattableString.Invariant(
                    $"{address.Host} answered with HTTP status {status} and no token response. {reason}"));
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<(int Status, byte[] Body)> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string host = request.RequestUri!.Authority;
        try
        {
            // .NET Framework does not always end a request at once when it is cancelled.
            using HttpResponseMessage response = await _http
                .SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellationToken)
                .OrCanceled(cancellationToken).ConfigureAwait(false);
            return ((int)response.StatusCode, await ReadAsync(response.Content, cancellationToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException failure) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SmtpAdminException(
                ErrorKind.TokenEndpointUnreachable,
                FormattableString.Invariant($"{host} did not answer within {s_timeout.TotalSeconds} seconds."),
                innerException: failure);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            string reason = PrintableText.From((failure.InnerException ?? failure).Message).TrimEnd('.');
            throw new SmtpAdminException(
                ErrorKind.TokenEndpointUnreachable, $"{host}: {reason}.", innerException: failure);
        }
    }

    private static Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
#if NETSTANDARD2_0
        // The content is in memory by now; netstandard2.0 has no overload with a token.
        cancellationToken.ThrowIfCancellationRequested();
        return content.ReadAsByteArrayAsync();
#else
        return content.ReadAsByteArrayAsync(cancellationToken);
#endif
    }
}
