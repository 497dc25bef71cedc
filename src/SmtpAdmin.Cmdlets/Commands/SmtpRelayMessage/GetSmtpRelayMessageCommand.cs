using System.Collections.Generic;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Cmdlets.Parameters;
using SmtpAdmin.Core.Relaying;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Lists the messages that the session's relays keep or still have to deliver, oldest first.</summary>
[Cmdlet(VerbsCommon.Get, "SmtpRelayMessage")]
[OutputType(typeof(RelayMessage))]
public sealed class GetSmtpRelayMessageCommand : RelayMessageCmdlet
{
    /// <summary>The relays' names; wildcards are allowed. All of the session's relays where none is named.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RelayNameCompleter))]
    public string[]? Relay { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        RelayMessageFilter filter = CreateFilter();
        foreach (KeyValuePair<string, IRunningRelay> relay in await FindRelaysAsync(pipeline, Relay).ConfigureAwait(false))
        {
            await foreach (RelayMessage message in relay.Value.GetMessagesAsync(cancellationToken).ConfigureAwait(false))
            {
                if (filter.IsMatch(message))
                {
                    await pipeline.WriteObjectAsync(message).ConfigureAwait(false);
                }
            }
        }
    }
}
