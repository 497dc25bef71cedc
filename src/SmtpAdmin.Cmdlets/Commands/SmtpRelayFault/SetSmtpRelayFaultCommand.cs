using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Cmdlets.Parameters;
using SmtpAdmin.Core.Relaying;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Replaces the faults that relays in capture mode play; none ends them.</summary>
[Cmdlet(VerbsCommon.Set, "SmtpRelayFault", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
public sealed class SetSmtpRelayFaultCommand : RelayCmdlet
{
    /// <summary>The relays' names; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RelayNameCompleter))]
    public string[] Relay { get; set; } = [];

    /// <summary>The faults to play from now on, in order; the first that fits strikes.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [AllowEmptyCollection]
    public RelayFault[] Fault { get; set; } = [];

    /// <inheritdoc/>
    protected override async Task ProcessAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        foreach (KeyValuePair<string, IRunningRelay> relay in await FindRelaysAsync(pipeline, Relay).ConfigureAwait(false))
        {
            try
            {
                if (await pipeline.ShouldProcessAsync(relay.Key, $"Set {Fault.Length} faults").ConfigureAwait(false))
                {
                    relay.Value.SetFaults(Fault);
                }
            }
            catch (SmtpAdminException exception)
            {
                await pipeline.WriteErrorAsync(exception, relay.Key).ConfigureAwait(false);
            }
        }
    }
}
