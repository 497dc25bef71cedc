using System.Management.Automation;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Core.Relaying;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Drops all messages that relays in capture mode keep.</summary>
[Cmdlet(VerbsCommon.Clear, "SmtpRelayMessage", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
public sealed class ClearSmtpRelayMessageCommand : RelayActionCmdlet
{
    private protected override string Description => "Drop kept messages";

    private protected override void Act(IRunningRelay relay) => relay.ClearMessages();
}
