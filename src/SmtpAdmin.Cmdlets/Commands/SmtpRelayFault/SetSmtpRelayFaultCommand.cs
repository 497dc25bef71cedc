using System;
using System.Management.Automation;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Core.Relaying;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Replaces the faults that relays in capture mode play; none ends them.</summary>
[Cmdlet(VerbsCommon.Set, "SmtpRelayFault", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
public sealed class SetSmtpRelayFaultCommand : RelayActionCmdlet
{
    /// <summary>The faults to play from now on, in order; the first that fits strikes.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [AllowEmptyCollection]
    public RelayFault[] Fault { get; set; } = [];

    private protected override string Description => FormattableString.Invariant($"Set {Fault.Length} faults");

    private protected override void Act(IRunningRelay relay) => relay.SetFaults(Fault);
}
