using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Cmdlets.Parameters;
using SmtpAdmin.Core.Relaying;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Waits until a relay in capture mode has enough messages that match, and returns them.</summary>
[Cmdlet(VerbsLifecycle.Wait, "SmtpRelayMessage")]
[OutputType(typeof(RelayMessage))]
public sealed class WaitSmtpRelayMessageCommand : RelayMessageCmdlet
{
    /// <summary>The relay's name; may be left out where the session has one relay in capture mode.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name")]
    [ArgumentCompleter(typeof(RelayNameCompleter))]
    public string? Relay { get; set; }

    /// <summary>How many messages to wait for; those there already count.</summary>
    [Parameter]
    [ValidateRange(1, 1_000_000)]
    public int Count { get; set; } = 1;

    /// <summary>How long to wait, in seconds.</summary>
    [Parameter]
    [Alias("Timeout")]
    [ValidateRange(0, 86_400)]
    public double TimeoutSec { get; set; } = 10;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(AsyncPipeline pipeline, CancellationToken cancellationToken)
    {
        try
        {
            IRunningRelay relay = ChooseRelay();
            IReadOnlyList<RelayMessage> messages = await relay
                .WaitAsync(CreateFilter().IsMatch, Count, TimeSpan.FromSeconds(TimeoutSec), cancellationToken)
                .ConfigureAwait(false);
            await pipeline.WriteObjectAsync(messages, enumerateCollection: true).ConfigureAwait(false);
        }
        catch (SmtpAdminException exception)
        {
            await pipeline.WriteErrorAsync(exception, Relay).ConfigureAwait(false);
        }
    }

    private IRunningRelay ChooseRelay()
    {
        if (Relay is not null)
        {
            return Relays.Find(Relay) ?? throw new SmtpAdminException(ErrorKind.RelayNotFound, $"'{Relay}' was asked for.");
        }

        IRunningRelay[] capturing =
            [.. Relays.List().Select(pair => pair.Value).Where(relay => relay.Mode == RelayMode.Capture)];
        return capturing.Length == 1
            ? capturing[0]
            : throw new SmtpAdminException(
                ErrorKind.RelayNotNamed,
                FormattableString.Invariant($"{capturing.Length} relays of this session are in capture mode."));
    }
}
