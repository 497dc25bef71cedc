using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Cmdlets.Parameters;
using SmtpAdmin.Core.Relaying;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Lists the queues of the session's relays, the oldest message of each first.</summary>
[Cmdlet(VerbsCommon.Get, "SmtpRelayQueue")]
[OutputType(typeof(RelayQueueEntry))]
public sealed class GetSmtpRelayQueueCommand : RelayCmdlet
{
    /// <summary>The relays' names; wildcards are allowed. All of the session's relays where none is named.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(RelayNameCompleter))]
    public string[]? Relay { get; set; }

    /// <summary>Only messages in one of these states.</summary>
    [Parameter]
    public RelayMessageState[]? State { get; set; }

    /// <summary>Only messages from a sender like this; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    public string? Sender { get; set; }

    /// <summary>Only messages to a recipient like this; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    public string? Recipient { get; set; }

    /// <summary>Only messages to a recipient whose domain is like this; wildcards are allowed.</summary>
    [Parameter]
    [SupportsWildcards]
    public string? Domain { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        foreach (KeyValuePair<string, IRunningRelay> relay in await FindRelaysAsync(pipeline, Relay).ConfigureAwait(false))
        {
            await foreach (RelayQueueEntry entry in relay.Value.GetQueueAsync(cancellationToken).ConfigureAwait(false))
            {
                if (IsMatch(entry))
                {
                    await pipeline.WriteObjectAsync(entry).ConfigureAwait(false);
                }
            }
        }
    }

    private bool IsMatch(RelayQueueEntry entry)
        => (State is null || State.Contains(entry.State))
            && IsLike(Sender, entry.Sender)
            && entry.Recipient.Any(row => IsLike(Recipient, row.Address) && IsLike(Domain, DomainOf(row.Address)));

    private static bool IsLike(string? pattern, string text)
        => pattern is null || WildcardPattern.Get(pattern, WildcardOptions.IgnoreCase).IsMatch(text);

    private static string DomainOf(string address) => address.Substring(address.LastIndexOf('@') + 1);
}
