using System.Management.Automation;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Core.Relaying;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Tries messages of a queue again at once; those that were kept as failed too.</summary>
/// <remarks>PowerShell knows no verb Retry, and warns of those that it does not know.</remarks>
[Cmdlet(VerbsLifecycle.Restart, "SmtpRelayMessage", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[Alias("Retry-SmtpRelayMessage")]
public sealed class RestartSmtpRelayMessageCommand : QueueMessageCmdlet
{
    private protected override QueueAction Action => QueueAction.Retry;

    private protected override string Description => "Try message again now";
}
