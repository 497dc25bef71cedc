using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Hosting;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Makes a route for Start-SmtpRelay.</summary>
[Cmdlet(VerbsCommon.New, "SmtpRelayRoute", DefaultParameterSetName = SmartHostSet)]
[OutputType(typeof(RelayRoute))]
public sealed class NewSmtpRelayRouteCommand : AsyncCmdlet
{
    private const string SmartHostSet = "SmartHost";
    private const string DirectSet = "Direct";
    private const string DropSet = "Drop";

    /// <summary>The name by which the relay shows the route.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidatePattern("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
    public string Name { get; set; } = string.Empty;

    /// <summary>The smart hosts, as host or host:port, in the order in which to try them.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = SmartHostSet)]
    public SmtpEndpoint[] SmartHost { get; set; } = [];

    /// <summary>What to sign in with at the smart hosts.</summary>
    [Parameter(ParameterSetName = SmartHostSet)]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>Delivers to the mail exchangers of each recipient's domain.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DirectSet)]
    public SwitchParameter Direct { get; set; }

    /// <summary>The name server to ask for them; those of the system where none is given.</summary>
    [Parameter(ParameterSetName = DirectSet)]
    public string? NameServer { get; set; }

    /// <summary>The folder to write each message to as a file.</summary>
    [Parameter(Mandatory = true, ParameterSetName = DropSet)]
    public string DropPath { get; set; } = string.Empty;

    /// <summary>The recipients' domains that the route is for; *.example.com for all below one.</summary>
    [Parameter]
    public string[] RecipientDomain { get; set; } = [];

    /// <summary>The senders that the route is for: addresses, domains, or *.example.com.</summary>
    [Parameter]
    public string[] Sender { get; set; } = [];

    /// <summary>How the connections are protected.</summary>
    [Parameter(ParameterSetName = SmartHostSet)]
    [Parameter(ParameterSetName = DirectSet)]
    public SmtpSecurity Security { get; set; }

    /// <summary>The most connections to one destination at once.</summary>
    [Parameter(ParameterSetName = SmartHostSet)]
    [Parameter(ParameterSetName = DirectSet)]
    [ValidateRange(1, 1000)]
    public int MaximumConnections { get; set; } = 20;

    /// <inheritdoc/>
    protected override Task BeginAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
        => pipeline.WriteObjectAsync(new RelayRoute
        {
            Name = Name,
            Kind = ParameterSetName switch
            {
                DirectSet => RelayRouteKind.Direct,
                DropSet => RelayRouteKind.Drop,
                _ => RelayRouteKind.SmartHost,
            },
            SmartHost = SmartHost,
            Credential = Credential?.GetNetworkCredential(),
            NameServer = NameServer,
            Path = DropPath.Length == 0 ? null : SessionState.Path.GetUnresolvedProviderPathFromPSPath(DropPath),
            RecipientDomain = RecipientDomain,
            Sender = Sender,
            Security = Security,
            MaximumConnections = MaximumConnections,
        });
}
