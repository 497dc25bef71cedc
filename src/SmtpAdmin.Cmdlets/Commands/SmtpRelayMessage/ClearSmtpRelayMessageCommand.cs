using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Cmdlets.Parameters;
using SmtpAdmin.Core.Relaying;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Drops all messages that relays in capture mode keep.</summary>
[Cmdlet(VerbsCommon.Clear, "SmtpRelayMessage", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
public sealed class ClearSmtpRelayMessageCommand : RelayCmdlet
{
    /// <summary>The relays' names; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RelayNameCompleter))]
    public string[] Relay { get; set; } = [];

    /// <inheritdoc/>
    protected override async Task ProcessAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        foreach (KeyValuePair<string, IRunningRelay> relay in await FindRelaysAsync(pipeline, Relay).ConfigureAwait(false))
        {
            try
            {
                if (await pipeline.ShouldProcessAsync(relay.Key, "Drop kept messages").ConfigureAwait(false))
                {
                    relay.Value.ClearMessages();
                }
            }
            catch (SmtpAdminException exception)
            {
                await pipeline.WriteErrorAsync(exception, relay.Key).ConfigureAwait(false);
            }
        }
    }
}
