using System.Management.Automation;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Core.Relaying;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Removes messages from a queue for good; nobody is notified.</summary>
[Cmdlet(VerbsCommon.Remove, "SmtpRelayMessage", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
public sealed class RemoveSmtpRelayMessageCommand : QueueMessageCmdlet
{
    private protected override QueueAction Action => QueueAction.Remove;

    private protected override string Description => "Remove message from the queue";
}
