using System;
using System.Management.Automation;
using System.Net;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Errors;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Core.Authentication.OAuth;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Gets an access token of Microsoft 365 or Google, to sign in with at their mail servers.</summary>
[Cmdlet(VerbsCommon.Get, "SmtpAccessToken", DefaultParameterSetName = SecretSet)]
[OutputType(typeof(SmtpAccessToken))]
public sealed class GetSmtpAccessTokenCommand : AsyncCmdlet
{
    private const string SecretSet = "ClientSecret";
    private const string CertificateSet = "ClientCertificate";
    private const string DeviceCodeSet = "DeviceCode";
    private const string RefreshTokenSet = "RefreshToken";
    private const string GoogleDeviceCodeSet = "GoogleDeviceCode";
    private const string GoogleRefreshTokenSet = "GoogleRefreshToken";
    private const string GoogleServiceAccountSet = "GoogleServiceAccount";

    private ServiceAccountKey? _serviceAccount;

    /// <summary>The application's id (client id).</summary>
    [Parameter(Mandatory = true, ParameterSetName = SecretSet)]
    [Parameter(Mandatory = true, ParameterSetName = CertificateSet)]
    [Parameter(Mandatory = true, ParameterSetName = DeviceCodeSet)]
    [Parameter(Mandatory = true, ParameterSetName = RefreshTokenSet)]
    [Parameter(Mandatory = true, ParameterSetName = GoogleDeviceCodeSet)]
    [Parameter(Mandatory = true, ParameterSetName = GoogleRefreshTokenSet)]
    [ValidateNotNullOrEmpty]
    public string ClientId { get; set; } = string.Empty;

    /// <summary>The tenant's id or domain.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SecretSet)]
    [Parameter(Mandatory = true, ParameterSetName = CertificateSet)]
    [Parameter(ParameterSetName = DeviceCodeSet)]
    [Parameter(ParameterSetName = RefreshTokenSet)]
    [ValidateNotNullOrEmpty]
    public string TenantId { get; set; } = "organizations";

    /// <summary>The application's secret.</summary>
    [Parameter(Mandatory = true, ParameterSetName = SecretSet)]
    [Parameter(ParameterSetName = RefreshTokenSet)]
    [Parameter(Mandatory = true, ParameterSetName = GoogleDeviceCodeSet)]
    [Parameter(Mandatory = true, ParameterSetName = GoogleRefreshTokenSet)]
    public SecureString? ClientSecret { get; set; }

    /// <summary>The application's certificate, with its RSA private key.</summary>
    [Parameter(Mandatory = true, ParameterSetName = CertificateSet)]
    public X509Certificate2? Certificate { get; set; }

    /// <summary>Lets a user sign in with a browser on any device, by a code.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DeviceCodeSet)]
    [Parameter(Mandatory = true, ParameterSetName = GoogleDeviceCodeSet)]
    public SwitchParameter DeviceCode { get; set; }

    /// <summary>A refresh token that an earlier sign-in gave.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RefreshTokenSet)]
    [Parameter(Mandatory = true, ParameterSetName = GoogleRefreshTokenSet)]
    public SecureString? RefreshToken { get; set; }

    /// <summary>Asks Google, and not Microsoft.</summary>
    [Parameter(Mandatory = true, ParameterSetName = GoogleDeviceCodeSet)]
    [Parameter(Mandatory = true, ParameterSetName = GoogleRefreshTokenSet)]
    public SwitchParameter Google { get; set; }

    /// <summary>The JSON key file of a Google service account.</summary>
    [Parameter(Mandatory = true, ParameterSetName = GoogleServiceAccountSet)]
    [ValidateNotNullOrEmpty]
    public string ServiceAccountPath { get; set; } = string.Empty;

    /// <summary>The user whose mailbox the service account uses (domain-wide delegation).</summary>
    [Parameter(ParameterSetName = GoogleServiceAccountSet)]
    [ValidateNotNullOrEmpty]
    public string? Subject { get; set; }

    /// <summary>The mailbox that the token will sign in as; it goes into the result.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? UserName { get; set; }

    /// <summary>The scopes to ask for.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[]? Scope { get; set; }

    /// <summary>The host that grants tokens, for example of a sovereign cloud.</summary>
    [Parameter]
    public Uri? Authority { get; set; }

    private bool IsGoogle => ParameterSetName is GoogleDeviceCodeSet or GoogleRefreshTokenSet or GoogleServiceAccountSet;

    /// <inheritdoc/>
    protected override void Prepare()
    {
        if (ParameterSetName != GoogleServiceAccountSet)
        {
            return;
        }

        string path = SessionState.Path.GetUnresolvedProviderPathFromPSPath(ServiceAccountPath);
        try
        {
            _serviceAccount = ServiceAccountKey.Read(path);
        }
        catch (SmtpAdminException failure)
        {
            ThrowTerminatingError(ErrorCatalog.CreateRecord(failure, ServiceAccountPath));
        }
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        try
        {
            TokenAuthority endpoint = IsGoogle
                ? TokenAuthority.Google(Authority)
                : TokenAuthority.Microsoft(Authority, TenantId);
            using var client = new TokenClient(TimeProvider.System);
            pipeline.WriteVerbose($"Requesting an access token from {endpoint.Token}");
            TokenResponse response = DeviceCode
                ? await ConfirmAsync(pipeline, client, endpoint, cancellationToken).ConfigureAwait(false)
                : await client.GetTokenAsync(endpoint, Grant(), cancellationToken).ConfigureAwait(false);
            await pipeline.WriteObjectAsync(AccessTokenFactory.Create(response, UserName ?? Subject)).ConfigureAwait(false);
        }
        catch (SmtpAdminException failure)
        {
            string target = _serviceAccount?.ClientEmail ?? ClientId;
            throw new TerminatingErrorException(ErrorCatalog.CreateRecord(failure, target));
        }
    }

    private TokenGrant Grant() => ParameterSetName switch
    {
        CertificateSet => new ClientCertificateGrant(ClientId, Certificate!, Scopes(TokenScopes.MicrosoftApplication)),
        RefreshTokenSet => new RefreshTokenGrant(
            ClientId, Reveal(ClientSecret), Reveal(RefreshToken)!, Scopes(TokenScopes.MicrosoftUser)),
        // Google gives the scopes of the consent where none are named.
        GoogleRefreshTokenSet => new RefreshTokenGrant(
            ClientId, Reveal(ClientSecret), Reveal(RefreshToken)!, Scope is null ? null : string.Join(" ", Scope)),
        GoogleServiceAccountSet => new ServiceAccountGrant(_serviceAccount!, Subject, Scopes(TokenScopes.Google)),
        _ => new ClientSecretGrant(ClientId, Reveal(ClientSecret)!, Scopes(TokenScopes.MicrosoftApplication)),
    };

    private async Task<TokenResponse> ConfirmAsync(
        AsyncPipeline pipeline, TokenClient client, TokenAuthority endpoint, CancellationToken cancellationToken)
    {
        DateTimeOffset start = TimeProvider.System.GetUtcNow();
        var flow = new DeviceCodeFlow(client, endpoint, TimeProvider.System);
        try
        {
            return await flow.RunAsync(
                ClientId,
                Reveal(ClientSecret),
                Scopes(IsGoogle ? TokenScopes.Google : TokenScopes.MicrosoftUser),
                code => ShowAsync(pipeline, code),
                code => pipeline.WriteProgress(Progress(code, start)),
                cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (!cancellationToken.IsCancellationRequested)
            {
                pipeline.WriteProgress(
                    new ProgressRecord(1, "Signing in", "Done") { RecordType = ProgressRecordType.Completed });
            }
        }
    }

    // Like Write-Host: shown whatever the preference says, and out of the way of the output.
    private static Task<bool> ShowAsync(AsyncPipeline pipeline, DeviceCode code) => pipeline.InvokeAsync(cmdlet =>
    {
        var message = new HostInformationMessage
        {
            Message = $"To sign in, open {code.Address} in a browser on any device and enter the code {code.UserCode}",
        };
        cmdlet.WriteInformation(message, ["PSHOST"]);
        return true;
    });

    private static ProgressRecord Progress(DeviceCode code, DateTimeOffset start)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        double passed = (now - start).TotalSeconds / (code.ExpiresOn - start).TotalSeconds;
        return new ProgressRecord(1, "Signing in", $"Waiting for the code {code.UserCode} at {code.Address}")
        {
            PercentComplete = (int)Math.Max(0, Math.Min(100, passed * 100)),
            SecondsRemaining = (int)Math.Max(0, (code.ExpiresOn - now).TotalSeconds),
        };
    }

    private string Scopes(string usual) => Scope is null ? usual : string.Join(" ", Scope);

    private static string? Reveal(SecureString? secret) =>
        secret is null ? null : new NetworkCredential(string.Empty, secret).Password;
}
