using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Cmdlets.Parameters;
using SmtpAdmin.Core.Relaying;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Tells what happened to messages of the session's relays, in the order in which it happened.</summary>
[Cmdlet(VerbsCommon.Get, "SmtpRelayEvent")]
[OutputType(typeof(RelayEvent))]
public sealed class GetSmtpRelayEventCommand : RelayCmdlet
{
    /// <summary>The messages' ids; all messages where none is named.</summary>
    [Parameter(Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("QueueId")]
    public string[]? Id { get; set; }

    /// <summary>The relays' names; wildcards are allowed. All of the session's relays where none is named.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RelayNameCompleter))]
    public string[]? Relay { get; set; }

    /// <summary>Only events of these kinds.</summary>
    [Parameter]
    public RelayEventKind[]? Kind { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        IReadOnlyList<KeyValuePair<string, IRunningRelay>> relays = await FindRelaysAsync(pipeline, Relay).ConfigureAwait(false);
        foreach (string? id in Id ?? [null!])
        {
            bool isKnown = false;
            foreach (KeyValuePair<string, IRunningRelay> relay in relays)
            {
                isKnown |= await WriteAsync(pipeline, relay.Value, id, cancellationToken).ConfigureAwait(false);
            }

            if (id is not null && !isKnown && relays.Count > 0)
            {
                SmtpAdminException missing = new(ErrorKind.QueueMessageNotFound, $"Nothing is remembered of '{id}'.");
                await pipeline.WriteErrorAsync(missing, id).ConfigureAwait(false);
            }
        }
    }

    /// <returns>Whether the relay remembers anything of the message.</returns>
    private async Task<bool> WriteAsync(
        AsyncPipeline pipeline, IRunningRelay relay, string? id, CancellationToken cancellationToken)
    {
        bool isKnown = false;
        await foreach (RelayEvent row in relay.GetEventsAsync(id, cancellationToken).ConfigureAwait(false))
        {
            isKnown = true;
            if (Kind is null || Kind.Contains(row.Kind))
            {
                await pipeline.WriteObjectAsync(row).ConfigureAwait(false);
            }
        }

        return isKnown;
    }
}
