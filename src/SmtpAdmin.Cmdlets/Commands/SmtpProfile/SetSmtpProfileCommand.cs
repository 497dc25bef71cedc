using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Cmdlets.Parameters;
using SmtpAdmin.Core.Profiles;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Creates a profile, or changes the values of one that are given; an empty value is taken out.</summary>
[Cmdlet(VerbsCommon.Set, "SmtpProfile", SupportsShouldProcess = true, DefaultParameterSetName = OwnSet)]
[OutputType(typeof(SmtpProfile))]
public sealed class SetSmtpProfileCommand : AsyncCmdlet
{
    private const string OwnSet = "Own";
    private const string VaultSet = "Vault";
    private const string VariableSet = "Variable";

    /// <summary>The profile's name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ProfileNameCompleter))]
    public string Name { get; set; } = string.Empty;

    /// <summary>The server's host name or address; leave it out where -Provider names one.</summary>
    [Parameter]
    public string? Server { get; set; }

    /// <summary>The port.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SmtpPortCompleter))]
    public int? Port { get; set; }

    /// <summary>How the connection is protected.</summary>
    [Parameter]
    public SmtpSecurity? Security { get; set; }

    /// <summary>The provider, whose server and limits hold where the profile has none of its own.</summary>
    [Parameter]
    public SmtpProvider? Provider { get; set; }

    /// <summary>The region of Amazon SES, such as eu-west-1.</summary>
    [Parameter]
    public string? Region { get; set; }

    /// <summary>The sender's address.</summary>
    [Parameter]
    public string? From { get; set; }

    /// <summary>The user to sign in as; -Credential names it too.</summary>
    [Parameter]
    public string? UserName { get; set; }

    /// <summary>The SASL mechanism to use, such as PLAIN.</summary>
    [Parameter]
    public string? AuthenticationMechanism { get; set; }

    /// <summary>How many connections may be open at a time.</summary>
    [Parameter]
    public int? MaxConnections { get; set; }

    /// <summary>How many messages one connection carries.</summary>
    [Parameter]
    public int? MaxMessagesPerConnection { get; set; }

    /// <summary>How many messages may be sent in a minute.</summary>
    [Parameter]
    public int? MaxMessagesPerMinute { get; set; }

    /// <summary>How many recipients one pipeline may send to in 24 hours.</summary>
    [Parameter]
    public int? MaxRecipientsPerDay { get; set; }

    /// <summary>How often a message is sent again after a failure that may pass.</summary>
    [Parameter]
    public int? RetryCount { get; set; }

    /// <summary>How long to wait for the server, in seconds.</summary>
    [Parameter]
    public int? TimeoutSec { get; set; }

    /// <summary>The name in EHLO.</summary>
    [Parameter]
    public string? EhloName { get; set; }

    /// <summary>The thumbprints of the only certificates to trust.</summary>
    [Parameter]
    public string[]? TrustedThumbprint { get; set; }

    /// <summary>A file of certificate authorities to trust besides those of the operating system.</summary>
    [Parameter]
    public string? CaPath { get; set; }

    /// <summary>How the certificate's revocation is checked.</summary>
    [Parameter]
    [ValidateSet("Online", "Offline", "None")]
    public string? RevocationCheck { get; set; }

    /// <summary>The OAuth client's identifier; the secret is then the client's, or a refresh token.</summary>
    [Parameter]
    public string? ClientId { get; set; }

    /// <summary>The Microsoft Entra tenant of the client.</summary>
    [Parameter]
    public string? TenantId { get; set; }

    /// <summary>The token endpoint's address.</summary>
    [Parameter]
    public string? TokenEndpoint { get; set; }

    /// <summary>The scope to ask for.</summary>
    [Parameter]
    public string? Scope { get; set; }

    /// <summary>What the secret is.</summary>
    [Parameter]
    public OAuthGrant? Grant { get; set; }

    /// <summary>User and secret; the secret goes to the place that the other parameters name.</summary>
    [Parameter(ParameterSetName = OwnSet)]
    [Parameter(ParameterSetName = VaultSet)]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>Where the secret is kept beside the profile: Dpapi (the default on Windows) or File.</summary>
    [Parameter(ParameterSetName = OwnSet)]
    [ValidateSet(nameof(SmtpAdmin.SecretStore.Dpapi), nameof(SmtpAdmin.SecretStore.File))]
    public SecretStore? SecretStore { get; set; }

    /// <summary>The secret's name in a vault of SecretManagement.</summary>
    [Parameter(ParameterSetName = VaultSet)]
    public string? SecretName { get; set; }

    /// <summary>The vault; the session's default vault where it is left out.</summary>
    [Parameter(ParameterSetName = VaultSet)]
    public string? Vault { get; set; }

    /// <summary>The environment variable that holds the secret whenever the profile is used.</summary>
    [Parameter(ParameterSetName = VariableSet)]
    public string? EnvironmentVariable { get; set; }

    /// <summary>Returns the profile.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        try
        {
            ProfileStore store = new();
            ProfileName.Check(Name);
            if (!await pipeline.ShouldProcessAsync(Name, "Store profile").ConfigureAwait(false))
            {
                return;
            }

            if (Credential is { } credential && Place(old: null) is { Store: SmtpAdmin.SecretStore.SecretManagement } place)
            {
                await pipeline.InvokeAsync(cmdlet =>
                {
                    ProfileSecret.StoreInVault(place, credential.Password, (PSCmdlet)cmdlet);
                    return true;
                }).ConfigureAwait(false);
            }

            SmtpProfile profile = await store.ChangeAsync(Name, Change, Credential?.Password, cancellationToken).ConfigureAwait(false);
            if (PassThru)
            {
                await pipeline.WriteObjectAsync(profile).ConfigureAwait(false);
            }
        }
        catch (SmtpAdminException exception)
        {
            await pipeline.WriteErrorAsync(exception, Name).ConfigureAwait(false);
        }
    }

    private SmtpProfile Change(SmtpProfile? stored)
    {
        SmtpProfile old = stored ?? new SmtpProfile { Name = Name };
        return old with
        {
            Server = Pick(nameof(Server), Server, old.Server),
            Port = Pick(nameof(Port), Port, old.Port),
            Security = Pick(nameof(Security), Security, old.Security),
            Provider = Pick(nameof(Provider), Provider, old.Provider),
            Region = Pick(nameof(Region), Region, old.Region),
            From = Pick(nameof(From), From, old.From),
            AuthenticationMechanism = Pick(nameof(AuthenticationMechanism), AuthenticationMechanism, old.AuthenticationMechanism),
            MaxConnections = Pick(nameof(MaxConnections), MaxConnections, old.MaxConnections),
            MaxMessagesPerConnection = Pick(nameof(MaxMessagesPerConnection), MaxMessagesPerConnection, old.MaxMessagesPerConnection),
            MaxMessagesPerMinute = Pick(nameof(MaxMessagesPerMinute), MaxMessagesPerMinute, old.MaxMessagesPerMinute),
            MaxRecipientsPerDay = Pick(nameof(MaxRecipientsPerDay), MaxRecipientsPerDay, old.MaxRecipientsPerDay),
            RetryCount = Pick(nameof(RetryCount), RetryCount, old.RetryCount),
            TimeoutSec = Pick(nameof(TimeoutSec), TimeoutSec, old.TimeoutSec),
            EhloName = Pick(nameof(EhloName), EhloName, old.EhloName),
            TrustedThumbprint = IsGiven(nameof(TrustedThumbprint)) ? GivenThumbprints() : old.TrustedThumbprint,
            CaPath = Pick(nameof(CaPath), CaPath, old.CaPath),
            RevocationCheck = Pick(nameof(RevocationCheck), RevocationCheck, old.RevocationCheck),
            UserName = IsGiven(nameof(UserName)) ? GivenOrNull(UserName) : Credential?.UserName ?? old.UserName,
            Secret = Place(old.Secret) ?? old.Secret,
            OAuth = ChangeOAuth(old.OAuth),
        };
    }

    private SmtpProfileOAuth? ChangeOAuth(SmtpProfileOAuth? old)
    {
        string? client = Pick(nameof(ClientId), ClientId, old?.ClientId);
        return client is null ? null : new SmtpProfileOAuth
        {
            ClientId = client,
            TenantId = Pick(nameof(TenantId), TenantId, old?.TenantId),
            TokenEndpoint = Pick(nameof(TokenEndpoint), TokenEndpoint, old?.TokenEndpoint),
            Scope = Pick(nameof(Scope), Scope, old?.Scope),
            Grant = Grant ?? old?.Grant ?? OAuthGrant.ClientSecret,
        };
    }

    private SmtpProfileSecret? Place(SmtpProfileSecret? old) => ParameterSetName switch
    {
        VaultSet => new SmtpProfileSecret
        {
            Store = SmtpAdmin.SecretStore.SecretManagement,
            Vault = GivenOrNull(Vault),
            Name = SecretName,
        },
        VariableSet => new SmtpProfileSecret { Store = SmtpAdmin.SecretStore.EnvironmentVariable, Name = EnvironmentVariable },
        _ when SecretStore is { } store => new SmtpProfileSecret { Store = store },
        _ when Credential is null => null,
        _ when old is { Store: SmtpAdmin.SecretStore.Dpapi or SmtpAdmin.SecretStore.File } => old,
        _ => new SmtpProfileSecret
        {
            Store = DpapiCipher.IsAvailable ? SmtpAdmin.SecretStore.Dpapi : SmtpAdmin.SecretStore.File,
        },
    };

    private IReadOnlyList<string>? GivenThumbprints()
    {
        IReadOnlyList<string> given = TrustedThumbprint.Given();
        return given.Count > 0 ? given : null;
    }

    private bool IsGiven(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    private string? Pick(string parameter, string? given, string? old) => IsGiven(parameter) ? GivenOrNull(given) : old;

    private T? Pick<T>(string parameter, T? given, T? old)
        where T : struct
        => IsGiven(parameter) ? given : old;

    private static string? GivenOrNull(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
