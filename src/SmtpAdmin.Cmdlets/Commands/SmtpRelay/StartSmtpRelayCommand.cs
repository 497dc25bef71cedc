using System;
using System.Collections;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Cmdlets.Parameters;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Starts a relay in this session: one that keeps messages for tests, or one that queues and delivers them.</summary>
[Cmdlet(VerbsLifecycle.Start, "SmtpRelay", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(SmtpRelay))]
public sealed class StartSmtpRelayCommand : RelayPolicyCmdlet
{
    /// <summary>The name by which the other cmdlets know the relay; relay1, relay2 and so on where none is given.</summary>
    [Parameter(Position = 0)]
    [ValidatePattern("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
    public string? Name { get; set; }

    /// <summary>What the relay does with messages. A smart host implies Forward.</summary>
    [Parameter]
    public RelayMode Mode { get; set; }

    /// <summary>The address to listen on; loopback where none is given.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ListenAddressCompleter))]
    public IPAddress Address { get; set; } = IPAddress.Loopback;

    /// <summary>The port to listen on; 0 takes a free one.</summary>
    [Parameter]
    [ValidateRange(0, 65535)]
    [ArgumentCompleter(typeof(SmtpPortCompleter))]
    public int Port { get; set; }

    /// <summary>The name in the greeting and in Received; the machine's where none is given.</summary>
    [Parameter]
    [ValidatePattern("^[A-Za-z0-9]([A-Za-z0-9.-]{0,253}[A-Za-z0-9])?$")]
    public string? HostName { get; set; }

    /// <summary>The server to deliver to, as host or host:port.</summary>
    [Parameter]
    public SmtpEndpoint? SmartHost { get; set; }

    /// <summary>How the connection to the smart host is protected.</summary>
    [Parameter]
    public SmtpSecurity SmartHostSecurity { get; set; }

    /// <summary>What to sign in with at the smart host.</summary>
    [Parameter]
    [Credential]
    public PSCredential? SmartHostCredential { get; set; }

    /// <summary>The folder of the queue; one below the user's local application data where none is given.</summary>
    [Parameter]
    public string? QueuePath { get; set; }

    /// <summary>How connections are protected.</summary>
    [Parameter]
    public RelaySecurity Security { get; set; }

    /// <summary>The certificates for TLS with their private keys; the first also for names that none has.</summary>
    [Parameter]
    public X509Certificate2[]? Certificate { get; set; }

    /// <summary>Certificates in files, which are read again when they have changed.</summary>
    [Parameter]
    public RelayCertificateFile[]? CertificateFile { get; set; }

    /// <summary>Offers TLS with a certificate that is made on the spot.</summary>
    [Parameter]
    public SwitchParameter SelfSignedCertificate { get; set; }

    /// <summary>Where to listen, instead of one address and port.</summary>
    [Parameter]
    public SmtpRelayListener[]? Listener { get; set; }

    /// <summary>The users that may sign in, under TLS only.</summary>
    [Parameter]
    [RelayUser]
    public SmtpRelayUser[]? User { get; set; }

    /// <summary>Inside domains of senders, and the outside domains that they get.</summary>
    [Parameter]
    public Hashtable? Masquerade { get; set; }

    /// <summary>The keys to sign submissions with by DKIM.</summary>
    [Parameter]
    public SmtpDkimKey[]? DkimKey { get; set; }

    /// <summary>How much the relay bears of its clients.</summary>
    [Parameter]
    public SmtpRelayLimits Limit { get; set; } = new();

    /// <summary>The most connections that are open at once.</summary>
    [Parameter]
    [ValidateRange(1, 100_000)]
    public int MaximumConnections { get; set; } = 100;

    /// <summary>The most recipients that one message may have.</summary>
    [Parameter]
    [ValidateRange(1, 100_000)]
    public int MaximumRecipients { get; set; } = 100;

    /// <summary>The largest message in bytes that is taken.</summary>
    [Parameter]
    [ValidateRange(1024, long.MaxValue)]
    public long MaximumMessageSize { get; set; } = 25 * 1024 * 1024;

    /// <summary>The faults that the relay plays in capture mode, in order; the first that fits strikes.</summary>
    [Parameter]
    public RelayFault[]? Fault { get; set; }

    /// <summary>What the chances of faults are drawn from: the same number plays the same faults again.</summary>
    [Parameter]
    public int? FaultSeed { get; set; }

    /// <summary>Where to deliver to, the first route that matches; what none is for goes to the smart host.</summary>
    [Parameter]
    public RelayRoute[] Route { get; set; } = [];

    /// <summary>By which times the relay tries again, reports a delay and gives up.</summary>
    [Parameter]
    public RelayRetryProfile RetryProfile { get; set; }

    /// <summary>The networks of load balancers that begin each connection with a PROXY header, which then must come.</summary>
    [Parameter]
    public IpNetwork[]? TrustedProxy { get; set; }

    /// <summary>The networks of servers that may say by XCLIENT for whom they speak.</summary>
    [Parameter]
    public IpNetwork[]? TrustedXClient { get; set; }

    /// <inheritdoc/>
    protected override async Task BeginAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        string name = Name ?? FindFreeName();
        try
        {
            RelayOptions options = CreateOptions(name);
            if (await pipeline.ShouldProcessAsync($"{name} on {Describe(options)}", $"Start relay in {options.Mode} mode").ConfigureAwait(false))
            {
                if (AllowOpenRelay)
                {
                    pipeline.WriteWarning("The relay may forward mail for strangers, as -AllowOpenRelay says.");
                }

                SmtpRelay relay = await Relays.StartAsync(options, cancellationToken).ConfigureAwait(false);
                await pipeline.WriteObjectAsync(relay).ConfigureAwait(false);
            }
        }
        catch (SmtpAdminException exception)
        {
            throw new TerminatingErrorException(Errors.ErrorCatalog.CreateRecord(exception, name));
        }
    }

    private RelayOptions CreateOptions(string name)
    {
        RelayMode mode = MyInvocation.BoundParameters.ContainsKey(nameof(Mode)) || (SmartHost is null && Route.Length == 0)
            ? Mode
            : RelayMode.Forward;
        return WithPolicy(new RelayOptions
        {
            Name = name,
            Mode = mode,
            Address = Address,
            Port = Port,
            HostName = HostName,
            SmartHost = SmartHost,
            SmartHostSecurity = SmartHostSecurity,
            SmartHostCredential = SmartHostCredential?.GetNetworkCredential(),
            QueuePath = mode == RelayMode.Forward || QueuePath is not null ? ResolveQueuePath(name) : null,
            Security = Security,
            Certificate = Certificate?.FirstOrDefault(),
            OtherCertificates = [.. (Certificate ?? []).Skip(1)],
            CertificateFiles = RelayArguments.Resolve(SessionState, CertificateFile),
            UseSelfSignedCertificate = SelfSignedCertificate,
            Listeners = Listener ?? [],
            Users = User ?? [],
            AddsMissingFields = mode == RelayMode.Forward,
            Masquerade = RelayArguments.ReadMasquerade(Masquerade),
            DkimKeys = SigningInput.Resolve(SessionState, DkimKey),
            Limits = Limit,
            MaximumMessageSize = MaximumMessageSize,
            Faults = Fault ?? [],
            FaultSeed = FaultSeed,
            MaximumConnections = MaximumConnections,
            MaximumRecipients = MaximumRecipients,
            Routes = Route,
            RetryProfile = RetryProfile,
            TrustedProxies = TrustedProxy ?? [],
            TrustedXClients = TrustedXClient ?? [],
        });
    }

    private static string Describe(RelayOptions options)
        => options.Listeners.Count > 0
            ? string.Join(", ", options.Listeners.Select(listener => Describe(listener.Address, listener.Port)))
            : Describe(options.Address, options.Port);

    private static string Describe(IPAddress address, int port)
        => port == 0 ? $"{address}, a free port" : FormattableString.Invariant($"{address}:{port}");

    private string ResolveQueuePath(string name)
        => QueuePath is not null
            ? SessionState.Path.GetUnresolvedProviderPathFromPSPath(QueuePath)
            : Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create),
                "SmtpAdmin", "queues", name);

    private string FindFreeName()
        => Enumerable.Range(1, int.MaxValue)
            .Select(number => FormattableString.Invariant($"relay{number}"))
            .First(candidate => Relays.Find(candidate) is null);
}
