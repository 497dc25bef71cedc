using System;
using System.Management.Automation;
using SmtpAdmin.Cmdlets.Parameters;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>Describes a fault for a relay in capture mode to play.</summary>
[Cmdlet(VerbsCommon.New, "SmtpRelayFault")]
[OutputType(typeof(RelayFault))]
public sealed class NewSmtpRelayFaultCommand : PSCmdlet
{
    /// <summary>Where in the dialogue the fault strikes.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    public RelayFaultStage Stage { get; set; }

    /// <summary>What the stage is about must be like this, for example the recipient; wildcards * and ? are allowed.</summary>
    [Parameter(Position = 1)]
    [SupportsWildcards]
    public string? Match { get; set; }

    /// <summary>The reply to give instead of the relay's own, for example 550 5.1.1 No such user.</summary>
    [Parameter(Position = 2)]
    [Reply]
    public SmtpReply? Reply { get; set; }

    /// <summary>How long to wait before the answer, in seconds.</summary>
    [Parameter]
    [ValidateRange(0, 86_400)]
    public double DelaySec { get; set; }

    /// <summary>Closes the connection without a word.</summary>
    [Parameter]
    public SwitchParameter Disconnect { get; set; }

    /// <summary>The most bytes a second that are read of the content.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? BytesPerSecond { get; set; }

    /// <summary>How likely the fault strikes where it could, 0 to 1.</summary>
    [Parameter]
    [ValidateRange(0.0, 1.0)]
    public double Chance { get; set; } = 1;

    /// <summary>How many times the fault could have struck before it does.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int Skip { get; set; }

    /// <summary>How many times the fault strikes at most.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? Count { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing() => WriteObject(new RelayFault
    {
        Stage = Stage,
        Match = Match,
        Reply = Reply,
        Delay = TimeSpan.FromSeconds(DelaySec),
        Disconnect = Disconnect,
        BytesPerSecond = BytesPerSecond,
        Chance = Chance,
        Skip = Skip,
        Count = Count,
    });
}
