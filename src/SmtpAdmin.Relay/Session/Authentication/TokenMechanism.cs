using System;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Relay.Session.Authentication;

/// <summary>
/// XOAUTH2 and OAUTHBEARER (RFC 7628): the client sends a token at once. A refusal is told as a challenge, which the
/// client must answer before it gets the reply (section 3.2.3).
/// </summary>
internal sealed class TokenMechanism(
    ITokenValidator validator, TimeProvider time, Func<string, TokenResponse?> parse, string refusal) : ISaslMechanism
{
    // A validator may ask a server for keys; a session waits for no longer.
    private static readonly TimeSpan s_validationTime = TimeSpan.FromSeconds(30);

    private bool _isRefused;

    public static TokenMechanism XOAuth2(ITokenValidator validator, TimeProvider time) =>
        new(validator, time, TokenResponse.ParseXOAuth2, """{"status":"401","schemes":"bearer","scope":""}""");

    public static TokenMechanism Bearer(ITokenValidator validator, TimeProvider time) =>
        new(validator, time, TokenResponse.ParseBearer, """{"status":"invalid_token"}""");

    public async ValueTask<SaslStep> NextAsync(byte[]? response, CancellationToken cancellationToken)
    {
        if (_isRefused)
        {
            return SaslStep.Failed;
        }

        if (response is null)
        {
            return SaslStep.Ask(string.Empty);
        }

        TokenResponse? parsed = SaslText.TryDecode(response, out string text) ? parse(text) : null;
        SaslStep step = parsed is { } token
            ? await ValidateAsync(token, cancellationToken).ConfigureAwait(false)
            : SaslStep.Failed;
        _isRefused = step.Outcome == SaslOutcome.Failed;
        return _isRefused ? SaslStep.Ask(refusal) : step;
    }

    private async ValueTask<SaslStep> ValidateAsync(TokenResponse response, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(s_validationTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            string? user = await validator.ValidateAsync(response.UserName, response.Token, either.Token)
                .WaitAsync(either.Token).ConfigureAwait(false);
            return user is not null && SaslText.IsName(user) ? SaslStep.SignIn(user) : SaslStep.Failed;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever went wrong in the validator, the token is neither good nor bad.
            return new SaslStep(SaslOutcome.Unknown);
        }
    }
}
