using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Parameters;
using SmtpAdmin.Core.Relaying;

namespace SmtpAdmin.Cmdlets.Hosting;

/// <summary>The base of the cmdlets that do one thing to each relay that is named; one that cannot does not stop the others.</summary>
public abstract class RelayActionCmdlet : RelayCmdlet
{
    /// <summary>The relays' names; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RelayNameCompleter))]
    public string[] Relay { get; set; } = [];

    /// <summary>What is done, in words for -WhatIf and -Confirm.</summary>
    private protected abstract string Description { get; }

    /// <summary>Does it.</summary>
    /// <exception cref="SmtpAdminException">This relay cannot.</exception>
    private protected abstract void Act(IRunningRelay relay);

    /// <inheritdoc/>
    protected override async Task ProcessAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        foreach (KeyValuePair<string, IRunningRelay> relay in await FindRelaysAsync(pipeline, Relay).ConfigureAwait(false))
        {
            try
            {
                if (await pipeline.ShouldProcessAsync(relay.Key, Description).ConfigureAwait(false))
                {
                    Act(relay.Value);
                }
            }
            catch (SmtpAdminException exception)
            {
                await pipeline.WriteErrorAsync(exception, relay.Key).ConfigureAwait(false);
            }
        }
    }
}
