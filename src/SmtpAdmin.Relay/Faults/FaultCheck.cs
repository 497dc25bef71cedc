using System;
using System.Linq;

namespace SmtpAdmin.Relay.Faults;

/// <summary>Refuses faults that contradict themselves or would break the dialogue in ways that no server does.</summary>
internal static class FaultCheck
{
    /// <exception cref="SmtpAdminException">RelayOptionsInvalid.</exception>
    public static void Validate(RelayFault fault)
    {
        Require(Enum.IsDefined(fault.Stage), fault, "its stage is none");
        Require(
            fault.Reply is null || fault.Reply is { IsTransientFailure: true } or { IsPermanentFailure: true },
            fault,
            "its reply must have a code of 400 to 599");
        Require(
            fault.Reply is not { } reply || reply.Lines.All(line => line.All(letter => letter is >= ' ' and <= '~')),
            fault,
            "its reply must be printable ASCII");
        Require(fault.Reply is null || !fault.Disconnect, fault, "it either replies or disconnects");
        Require(
            fault.Reply is null || fault.Stage != RelayFaultStage.Content,
            fault,
            "a client that sends its content reads no reply; use the stage End");
        Require(fault.Delay >= TimeSpan.Zero && fault.Delay <= TimeSpan.FromDays(1), fault, "its delay is out of range");
        Require(
            fault.BytesPerSecond is null || (fault.Stage == RelayFaultStage.Content && fault.BytesPerSecond > 0),
            fault,
            "a limit of bytes a second is above 0 and belongs to the stage Content");
        Require(fault.Chance is >= 0 and <= 1, fault, "its chance is between 0 and 1");
        Require(fault.Skip >= 0 && fault.Count is null or > 0, fault, "its counts are above 0");
    }

    private static void Require(bool condition, RelayFault fault, string otherwise)
    {
        if (!condition)
        {
            throw new SmtpAdminException(ErrorKind.RelayOptionsInvalid, $"The fault '{fault}' cannot be played: {otherwise}.");
        }
    }
}
