using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Cmdlets.Parameters;
using SmtpAdmin.Core.Relaying;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Lists the relays of this session.</summary>
[Cmdlet(VerbsCommon.Get, "SmtpRelay")]
[OutputType(typeof(SmtpRelay))]
public sealed class GetSmtpRelayCommand : RelayCmdlet
{
    /// <summary>The relays' names; wildcards are allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RelayNameCompleter))]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        foreach (KeyValuePair<string, IRunningRelay> relay in await FindRelaysAsync(pipeline, Name).ConfigureAwait(false))
        {
            SmtpRelay state = await relay.Value.GetStateAsync(cancellationToken).ConfigureAwait(false);
            await pipeline.WriteObjectAsync(state).ConfigureAwait(false);
        }
    }
}
