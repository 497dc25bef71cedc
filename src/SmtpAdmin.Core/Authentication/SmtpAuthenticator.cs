using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Addressing;
using SmtpAdmin.Core.Authentication.Diagnosis;
using SmtpAdmin.Core.Authentication.Sasl;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Core.Authentication;

/// <summary>
/// The AUTH command (RFC 4954). A mechanism that the server does not know after all (504) gives way to the next; a
/// refused password is not tried again, which would lock the account. A refused token is renewed, once.
/// </summary>
internal sealed class SmtpAuthenticator
{
    // No mechanism here needs more than three; a server that always asks once more must not keep us.
    private const int MaximumChallenges = 8;

    // RFC 4954, section 4: an initial response that makes the command longer than a command line waits for a challenge.
    private const int MaximumCommandLength = 510;

    private readonly SmtpConnectionOptions _options;
    private readonly SmtpAuthentication _authentication;
    private bool _isRenewed;

    public SmtpAuthenticator(SmtpConnectionOptions options, SmtpAuthentication authentication)
    {
        _options = options;
        _authentication = authentication;
    }

    /// <summary>
    /// Whether what failed is worth one more try on a new connection: the token was renewed and this one is closed.
    /// </summary>
    public bool WantsNewConnection { get; private set; }

    /// <summary>Signs in.</summary>
    /// <returns>How it was signed in.</returns>
    /// <exception cref="SmtpAdminException">
    /// AuthenticationNotOffered, AuthenticationFailed, ServerUnavailable, or as the token's source and the connection
    /// fail.
    /// </exception>
    public async Task<AuthenticationFacts> AuthenticateAsync(
        SmtpConnection connection, EhloResponse ehlo, CancellationToken cancellationToken)
    {
        WantsNewConnection = false;
        var offer = new MechanismOffer(ehlo.AuthMechanisms, connection.IsEncrypted)
        {
            TlsProtocol = connection.Tls?.Protocol,
            EndPointBinding = connection.Tls?.EndPointBinding,
        };
        IReadOnlyList<SmtpAuthenticationMechanism> ranked = offer.Rank(_authentication);
        return _authentication is TokenAuthentication tokens
            ? await SignInWithTokenAsync(connection, tokens, ranked[0], cancellationToken).ConfigureAwait(false)
            : await SignInWithPasswordAsync(
                connection, (PasswordAuthentication)_authentication, offer, ranked, cancellationToken).ConfigureAwait(false);
    }

    private async Task<AuthenticationFacts> SignInWithPasswordAsync(
        SmtpConnection connection,
        PasswordAuthentication password,
        MechanismOffer offer,
        IReadOnlyList<SmtpAuthenticationMechanism> ranked,
        CancellationToken cancellationToken)
    {
        for (int i = 0; ; i++)
        {
            string name = MechanismOffer.NameOf(ranked[i]);
            ISaslClient client = Fit(name, () => SaslClientFactory.ForPassword(ranked[i], password.Credential, offer));
            SmtpReply reply = await ExchangeAsync(connection, name, client, cancellationToken).ConfigureAwait(false);
            AuthenticationFacts facts = Facts(name, token: null);
            if (reply.Code == 235)
            {
                return facts;
            }

            // 504: the mechanism is not known here. 534 "too weak" wants a stronger one, and those were tried.
            if (reply.Code != 504 || i + 1 == ranked.Count || !connection.IsOpen)
            {
                throw AuthenticationDiagnosis.Explain(reply, facts);
            }
        }
    }

    private async Task<AuthenticationFacts> SignInWithTokenAsync(
        SmtpConnection connection,
        TokenAuthentication tokens,
        SmtpAuthenticationMechanism mechanism,
        CancellationToken cancellationToken)
    {
        string name = MechanismOffer.NameOf(mechanism);
        string token = await tokens.Tokens.GetTokenAsync(renew: false, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            OAuthClient client = Fit(
                name, () => SaslClientFactory.ForToken(mechanism, tokens.UserName, token, _options));
            SmtpReply reply = await TryTokenAsync(connection, name, client, cancellationToken).ConfigureAwait(false);
            AuthenticationFacts facts = Facts(name, token) with { Refusal = client.Refusal };
            if (reply.Code == 235)
            {
                return facts;
            }

            string? renewed = await RenewAsync(tokens, token, reply, cancellationToken).ConfigureAwait(false);
            WantsNewConnection = renewed is not null && !connection.IsOpen;
            if (renewed is null || WantsNewConnection)
            {
                throw AuthenticationDiagnosis.Explain(reply, facts);
            }

            token = renewed;
        }
    }

    private async Task<SmtpReply> TryTokenAsync(
        SmtpConnection connection, string name, OAuthClient client, CancellationToken cancellationToken)
    {
        try
        {
            return await ExchangeAsync(connection, name, client, cancellationToken).ConfigureAwait(false);
        }
        catch (SmtpAdminException failure) when (_isRenewed && failure.Kind == ErrorKind.ConnectionLost)
        {
            // Some servers close behind a refusal, and only the next command shows it.
            WantsNewConnection = true;
            throw;
        }
    }

    // 535: the credential is not valid; 454: it could not be judged now, as Exchange says of tokens too.
    private async Task<string?> RenewAsync(
        TokenAuthentication tokens, string token, SmtpReply reply, CancellationToken cancellationToken)
    {
        if (_isRenewed || reply.Code is not (535 or 454))
        {
            return null;
        }

        _isRenewed = true;
        string renewed = await tokens.Tokens.GetTokenAsync(renew: true, cancellationToken).ConfigureAwait(false);
        return renewed == token ? null : renewed;
    }

    // auth-command = "AUTH" SP sasl-mech [SP initial-response] CRLF
    private static async Task<SmtpReply> ExchangeAsync(
        SmtpConnection connection, string name, ISaslClient client, CancellationToken cancellationToken)
    {
        string command = $"AUTH {name}";
        if (client.HasInitialResponse)
        {
            string response = Respond(name, client, string.Empty);
            string whole = $"{command} {(response.Length == 0 ? "=" : response)}";
            bool fits = whole.Length <= MaximumCommandLength;
            SmtpReply first = await connection
                .ExecuteAsync(fits ? whole : command, cancellationToken).ConfigureAwait(false);
            return !fits && first.Code == 334
                ? await ContinueAsync(connection, name, client, response, cancellationToken).ConfigureAwait(false)
                : await FinishAsync(connection, name, client, first, cancellationToken).ConfigureAwait(false);
        }

        SmtpReply reply = await connection.ExecuteAsync(command, cancellationToken).ConfigureAwait(false);
        return await FinishAsync(connection, name, client, reply, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<SmtpReply> ContinueAsync(
        SmtpConnection connection, string name, ISaslClient client, string response, CancellationToken cancellationToken)
    {
        SmtpReply reply = await connection.ExecuteAsync(response, cancellationToken).ConfigureAwait(false);
        return await FinishAsync(connection, name, client, reply, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<SmtpReply> FinishAsync(
        SmtpConnection connection, string name, ISaslClient client, SmtpReply reply, CancellationToken cancellationToken)
    {
        for (int challenges = 0; reply.Code == 334 && challenges < MaximumChallenges; challenges++)
        {
            string response = Respond(name, client, reply.Text);
            reply = await connection.ExecuteAsync(response, cancellationToken).ConfigureAwait(false);
        }

        return reply.Code == 235 && !client.IsServerAccepted
            ? throw new SmtpAdminException(
                ErrorKind.AuthenticationFailed, $"The server did not prove itself, as {name} wants it to.", reply)
            : reply;
    }

    private static string Respond(string name, ISaslClient client, string challenge) =>
        Fit(name, () => client.Respond(challenge));

    private static T Fit<T>(string name, Func<T> step)
    {
        try
        {
            return step();
        }
        catch (FormatException failure)
        {
            throw new SmtpAdminException(
                ErrorKind.AuthenticationFailed,
                $"The exchange does not fit {name}. {failure.Message}",
                innerException: failure);
        }
    }

    private AuthenticationFacts Facts(string mechanism, string? token) => new()
    {
        Host = _options.Server.Host,
        User = PrintableText.From(_authentication.User),
        Mechanism = mechanism,
        IsToken = token is not null,
        Time = _options.TimeProvider.GetUtcNow(),
        Claims = token is null ? null : AccessTokenClaims.TryRead(token),
    };
}
