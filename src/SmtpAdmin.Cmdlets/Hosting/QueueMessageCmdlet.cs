using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Parameters;
using SmtpAdmin.Core.Relaying;

namespace SmtpAdmin.Cmdlets.Hosting;

/// <summary>The base of the cmdlets that do something with single messages of a queue.</summary>
public abstract class QueueMessageCmdlet : RelayCmdlet
{
    /// <summary>The messages' ids.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[] Id { get; set; } = [];

    /// <summary>The relay that has them; all of the session's relays are asked where none is named.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ArgumentCompleter(typeof(RelayNameCompleter))]
    public string? Relay { get; set; }

    /// <summary>What is done with each message.</summary>
    private protected abstract QueueAction Action { get; }

    /// <summary>The same in words, for -WhatIf and -Confirm.</summary>
    private protected abstract string Description { get; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        IReadOnlyList<KeyValuePair<string, IRunningRelay>> relays =
            await FindRelaysAsync(pipeline, Relay is null ? null : [Relay]).ConfigureAwait(false);
        foreach (string id in relays.Count == 0 && Relay is not null ? [] : Id)
        {
            if (await pipeline.ShouldProcessAsync(id, Description).ConfigureAwait(false)
                && !await ChangeAsync(relays, id, cancellationToken).ConfigureAwait(false))
            {
                SmtpAdminException missing = new(ErrorKind.QueueMessageNotFound, $"'{id}' was asked for.");
                await pipeline.WriteErrorAsync(missing, id).ConfigureAwait(false);
            }
        }
    }

    private async Task<bool> ChangeAsync(
        IReadOnlyList<KeyValuePair<string, IRunningRelay>> relays, string id, CancellationToken cancellationToken)
    {
        foreach (KeyValuePair<string, IRunningRelay> relay in relays)
        {
            if (await relay.Value.ChangeQueueAsync(id, Action, cancellationToken).ConfigureAwait(false))
            {
                return true;
            }
        }

        return false;
    }
}
