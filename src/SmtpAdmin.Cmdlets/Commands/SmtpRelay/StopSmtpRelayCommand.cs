using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Cmdlets.Parameters;
using SmtpAdmin.Core.Relaying;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Stops relays of this session: their sockets close, a queue on disk stays for the next start.</summary>
[Cmdlet(VerbsLifecycle.Stop, "SmtpRelay", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(SmtpRelay))]
public sealed class StopSmtpRelayCommand : RelayCmdlet
{
    /// <summary>The relays' names; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RelayNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Returns each relay as it was at its end.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        foreach (KeyValuePair<string, IRunningRelay> relay in await FindRelaysAsync(pipeline, Name).ConfigureAwait(false))
        {
            if (!await pipeline.ShouldProcessAsync(relay.Key, "Stop relay").ConfigureAwait(false))
            {
                continue;
            }

            SmtpRelay stopped = await Relays.StopAsync(relay.Key, relay.Value, cancellationToken).ConfigureAwait(false);
            if (PassThru)
            {
                await pipeline.WriteObjectAsync(stopped).ConfigureAwait(false);
            }
        }
    }
}
