using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Authentication.OAuth;

/// <summary>Gets a token by a code that the user confirms on another device (RFC 8628).</summary>
internal sealed class DeviceCodeFlow
{
    // RFC 8628, section 3.5: slow_down makes the interval longer by five seconds, for this and all further requests.
    private static readonly TimeSpan s_slowDown = TimeSpan.FromSeconds(5);

    private readonly TokenClient _client;
    private readonly TokenAuthority _endpoint;
    private readonly TimeProvider _timeProvider;

    public DeviceCodeFlow(TokenClient client, TokenAuthority endpoint, TimeProvider timeProvider)
    {
        _client = client;
        _endpoint = endpoint;
        _timeProvider = timeProvider;
    }

    /// <summary>Shows a code and waits until it is confirmed, declined or over.</summary>
    /// <param name="clientId">The application.</param>
    /// <param name="secret">The application's secret, which Google wants here too; null for none.</param>
    /// <param name="scope">The scopes to ask for.</param>
    /// <param name="show">Shows the code to the user.</param>
    /// <param name="waiting">Called before each wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SmtpAdminException">TokenRequestFailed or TokenEndpointUnreachable.</exception>
    public async Task<TokenResponse> RunAsync(
        string clientId,
        string? secret,
        string scope,
        Func<DeviceCode, Task> show,
        Action<DeviceCode> waiting,
        CancellationToken cancellationToken)
    {
        DeviceCode code = await RequestCodeAsync(clientId, scope, cancellationToken).ConfigureAwait(false);
        await show(code).ConfigureAwait(false);
        var grant = new DeviceCodeGrant(clientId, secret, code.Secret);
        TimeSpan interval = code.Interval;
        while (_timeProvider.GetUtcNow() + interval < code.ExpiresOn)
        {
            waiting(code);
            await WaitAsync(interval, cancellationToken).ConfigureAwait(false);
            (TokenResponse? token, TokenError? error) =
                await _client.TryGetTokenAsync(_endpoint, grant, cancellationToken).ConfigureAwait(false);
            switch (error?.Code)
            {
                case null:
                    return token!;
                case "authorization_pending":
                    break;
                case "slow_down":
                    interval += s_slowDown;
                    break;
                default:
                    throw error.ToException(_endpoint.Token.Host);
            }
        }

        throw new TokenError("expired_token", "nobody confirmed the code in time").ToException(_endpoint.Token.Host);
    }

    private async Task<DeviceCode> RequestCodeAsync(string clientId, string scope, CancellationToken cancellationToken)
    {
        DateTimeOffset now = _timeProvider.GetUtcNow();
        KeyValuePair<string, string>[] fields = [new("client_id", clientId), new("scope", scope)];
        (DeviceCode? code, TokenError? error) = await _client
            .PostAsync(_endpoint.DeviceCode, fields, root => DeviceCode.Read(root, now), cancellationToken)
            .ConfigureAwait(false);
        return code ?? throw error!.ToException(_endpoint.DeviceCode.Host);
    }

    private async Task WaitAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        var over = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellationToken.Register(() => over.TrySetCanceled(cancellationToken)))
        using (_timeProvider.CreateTimer(_ => over.TrySetResult(true), null, time, Timeout.InfiniteTimeSpan))
        {
            await over.Task.ConfigureAwait(false);
        }
    }
}
