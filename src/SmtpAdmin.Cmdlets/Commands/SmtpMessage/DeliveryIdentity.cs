using System;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Net;
using System.Security;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Cmdlets.Parameters;
using SmtpAdmin.Core.Authentication;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Finds what to sign in with: the credential, the access token, or the profile's secret.</summary>
internal sealed class DeliveryIdentity
{
    private readonly DeliveryCmdlet _cmdlet;
    private readonly DeliverySettings _settings;
    private readonly PipelineInbox _inbox;
    private ITokenSource? _tokens;
    private NetworkCredential? _profileCredential;

    public DeliveryIdentity(DeliveryCmdlet cmdlet, DeliverySettings settings, PipelineInbox inbox)
    {
        _cmdlet = cmdlet;
        _settings = settings;
        _inbox = inbox;
    }

    /// <summary>The identity for the current object; null to send without signing in.</summary>
    /// <exception cref="SmtpAdminException">The parameters do not fit together, or a secret is not to be had.</exception>
    public SmtpAuthentication? Find()
    {
        SmtpAuthenticationMechanism mechanism = _settings.Mechanism;
        if (_cmdlet.AccessToken is not null)
        {
            _tokens ??= TokensOf(_cmdlet.AccessToken);
            return new TokenAuthentication(TokenUser(), _tokens, mechanism);
        }

        if (_cmdlet.Credential is { } credential && credential != PSCredential.Empty)
        {
            return new PasswordAuthentication(credential.GetNetworkCredential(), mechanism);
        }

        if (_settings.Profile is not { Secret: not null } profile)
        {
            return null;
        }

        _profileCredential ??= ProfileSecret.Resolve(profile, _cmdlet);
        if (profile.OAuth is null)
        {
            return new PasswordAuthentication(_profileCredential!, mechanism);
        }

        _tokens ??= ProfileTokens.Create(profile, _profileCredential!.Password);
        return new TokenAuthentication(TokenUser(), _tokens, mechanism);
    }

    private string TokenUser() => _cmdlet.UserName is { Length: > 0 } named ? named
        : Unwrap(_cmdlet.AccessToken) is SmtpAccessToken { UserName: { Length: > 0 } of } ? of
        : _settings.Profile?.UserName is { Length: > 0 } stored ? stored
        : (_cmdlet.From ?? _settings.From) is { Length: > 0 } from ? Core.Addressing.MailAddressParser.Parse(from).Address
        : throw new SmtpAdminException(ErrorKind.SendOptionsInvalid, "-AccessToken needs -UserName, the mailbox that it is for.");

    private ITokenSource TokensOf(object given) => Unwrap(given) switch
    {
        SmtpAccessToken token => new StaticTokenSource(Reveal(token.Token)),
        SecureString token => new StaticTokenSource(Reveal(token)),
        ScriptBlock script => new CachingTokenSource(cancel => AskAsync(script, cancel), TimeProvider.System),
        _ => throw new SmtpAdminException(
            ErrorKind.SendOptionsInvalid,
            "-AccessToken takes what Get-SmtpAccessToken returns, a SecureString, or a script block that returns one."),
    };

    // The script runs in the user's session, and so on the pipeline thread.
    private Task<AccessToken> AskAsync(ScriptBlock script, CancellationToken cancellationToken) =>
        _inbox.InvokeAsync(
            () =>
            {
                Collection<PSObject> output = script.Invoke();
                object? last = output.Count > 0 ? output[output.Count - 1]?.BaseObject : null;
                return last switch
                {
                    SmtpAccessToken token => new AccessToken(Reveal(token.Token), token.ExpiresOn),
                    SecureString token => new AccessToken(Reveal(token)),
                    string token => new AccessToken(token),
                    _ => throw new SmtpAdminException(
                        ErrorKind.TokenRequestFailed, "The script block of -AccessToken returned no token."),
                };
            },
            cancellationToken);

    private static object? Unwrap(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    private static string Reveal(SecureString secret) => new NetworkCredential(string.Empty, secret).Password;
}
