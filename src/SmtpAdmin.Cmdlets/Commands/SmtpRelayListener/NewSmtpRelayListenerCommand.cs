using System.Management.Automation;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using SmtpAdmin.Cmdlets.Errors;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Cmdlets.Parameters;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Describes one address and port of a relay that listens on several.</summary>
[Cmdlet(VerbsCommon.New, "SmtpRelayListener")]
[OutputType(typeof(SmtpRelayListener))]
public sealed class NewSmtpRelayListenerCommand : AsyncCmdlet
{
    /// <summary>The port to listen on; 0 takes a free one.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateRange(0, 65535)]
    [ArgumentCompleter(typeof(SmtpPortCompleter))]
    public int Port { get; set; }

    /// <summary>The address to listen on; loopback where none is given.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(ListenAddressCompleter))]
    public IPAddress Address { get; set; } = IPAddress.Loopback;

    /// <summary>How connections are protected.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public RelaySecurity Security { get; set; }

    /// <summary>The certificates for TLS with their private keys, instead of the relay's.</summary>
    [Parameter]
    public X509Certificate2[]? Certificate { get; set; }

    /// <summary>Certificates in files, which are read again when they have changed.</summary>
    [Parameter]
    public RelayCertificateFile[]? CertificateFile { get; set; }

    /// <summary>Takes messages only from clients that signed in.</summary>
    [Parameter]
    public SwitchParameter RequireAuthentication { get; set; }

    /// <summary>The networks whose clients may connect.</summary>
    [Parameter]
    public IpNetwork[]? AllowedNetwork { get; set; }

    /// <summary>The networks whose clients may not connect.</summary>
    [Parameter]
    public IpNetwork[]? DeniedNetwork { get; set; }

    /// <summary>The networks whose clients may send to anyone without signing in, besides loopback.</summary>
    [Parameter]
    public IpNetwork[]? RelayNetwork { get; set; }

    /// <summary>The domains whose mail is taken from everyone.</summary>
    [Parameter]
    public string[]? AcceptedDomain { get; set; }

    /// <summary>The largest message in bytes that is taken.</summary>
    [Parameter]
    [ValidateRange(1024, long.MaxValue)]
    public long MaximumMessageSize { get; set; }

    /// <inheritdoc/>
    protected override bool NeedsBlock => false;

    /// <inheritdoc/>
    protected override void Prepare()
    {
        try
        {
            WriteObject(Create());
        }
        catch (SmtpAdminException exception)
        {
            WriteError(ErrorCatalog.CreateRecord(exception, Port));
        }
    }

    private SmtpRelayListener Create() => new()
    {
        Address = Address,
        Port = Port,
        Security = Security,
        Certificates = Certificate ?? [],
        CertificateFiles = RelayArguments.Resolve(SessionState, CertificateFile),
        RequireAuthentication = IsGiven(nameof(RequireAuthentication)) ? RequireAuthentication : null,
        AllowedNetworks = AllowedNetwork,
        DeniedNetworks = DeniedNetwork,
        RelayNetworks = RelayArguments.WithLoopback(RelayNetwork),
        AcceptedDomains = AcceptedDomain,
        MaximumMessageSize = IsGiven(nameof(MaximumMessageSize)) ? MaximumMessageSize : null,
    };

    private bool IsGiven(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);
}
