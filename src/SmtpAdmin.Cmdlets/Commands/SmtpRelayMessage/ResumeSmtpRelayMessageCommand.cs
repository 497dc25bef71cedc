using System.Management.Automation;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Core.Relaying;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Lets messages go that were held back.</summary>
[Cmdlet(VerbsLifecycle.Resume, "SmtpRelayMessage", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
public sealed class ResumeSmtpRelayMessageCommand : QueueMessageCmdlet
{
    private protected override QueueAction Action => QueueAction.Resume;

    private protected override string Description => "Let message go";
}
