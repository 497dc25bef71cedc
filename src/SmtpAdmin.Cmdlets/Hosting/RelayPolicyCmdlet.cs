using System.Management.Automation;
using SmtpAdmin.Cmdlets.Parameters;

namespace SmtpAdmin.Cmdlets.Hosting;

/// <summary>The base of the cmdlets that take a relay's policy: who may connect, relay, and send what to whom.</summary>
public abstract class RelayPolicyCmdlet : RelayCmdlet
{
    /// <summary>The networks whose clients may connect; all where none is named.</summary>
    [Parameter]
    public IpNetwork[]? AllowedNetwork { get; set; }

    /// <summary>The networks whose clients may not connect, whatever else is allowed.</summary>
    [Parameter]
    public IpNetwork[]? DeniedNetwork { get; set; }

    /// <summary>The networks whose clients may send to anyone without signing in, besides loopback.</summary>
    [Parameter]
    public IpNetwork[]? RelayNetwork { get; set; }

    /// <summary>The domains whose mail is taken from everyone.</summary>
    [Parameter]
    public string[]? AcceptedDomain { get; set; }

    /// <summary>Whether networks and domains that are nearly everyone's are meant.</summary>
    [Parameter]
    public SwitchParameter AllowOpenRelay { get; set; }

    /// <summary>The rules for senders; the first that matches decides.</summary>
    [Parameter]
    public SmtpRelayRule[]? SenderRule { get; set; }

    /// <summary>The rules for recipients; the first that matches decides.</summary>
    [Parameter]
    public SmtpRelayRule[]? RecipientRule { get; set; }

    /// <summary>Takes messages only from clients that signed in.</summary>
    [Parameter]
    public SwitchParameter RequireAuthentication { get; set; }

    private protected RelayOptions WithPolicy(RelayOptions options) => options with
    {
        AllowedNetworks = AllowedNetwork ?? [],
        DeniedNetworks = DeniedNetwork ?? [],
        RelayNetworks = RelayArguments.WithLoopback(RelayNetwork),
        AcceptedDomains = AcceptedDomain ?? [],
        AllowOpenRelay = AllowOpenRelay,
        SenderRules = SenderRule ?? [],
        RecipientRules = RecipientRule ?? [],
        RequireAuthentication = RequireAuthentication,
    };
}
