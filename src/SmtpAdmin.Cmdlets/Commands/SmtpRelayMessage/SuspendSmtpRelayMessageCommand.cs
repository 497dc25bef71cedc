using System.Management.Automation;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Core.Relaying;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Holds messages of a queue back until they are resumed.</summary>
[Cmdlet(VerbsLifecycle.Suspend, "SmtpRelayMessage", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
public sealed class SuspendSmtpRelayMessageCommand : QueueMessageCmdlet
{
    private protected override QueueAction Action => QueueAction.Suspend;

    private protected override string Description => "Hold message back";
}
