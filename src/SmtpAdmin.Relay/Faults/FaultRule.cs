using System;
using System.Collections.Generic;
using System.IO.Enumeration;
using System.Linq;

namespace SmtpAdmin.Relay.Faults;

/// <summary>A fault and how often it could have struck and did.</summary>
internal sealed class FaultRule(RelayFault fault)
{
    private int _skipped;
    private int _struck;

    public RelayFault Fault { get; } = fault;

    public bool Fits(RelayFaultStage stage, IEnumerable<string> subjects) =>
        Fault.Stage == stage
        && (Fault.Match is not { } pattern
            || subjects.Any(subject => FileSystemName.MatchesSimpleExpression(pattern, subject, ignoreCase: true)));

    /// <summary>Decides about one occasion, and counts it.</summary>
    public bool Strikes(Random random)
    {
        if (_skipped < Fault.Skip)
        {
            _skipped++;
            return false;
        }

        if (_struck >= Fault.Count || random.NextDouble() >= Fault.Chance)
        {
            return false;
        }

        _struck++;
        return true;
    }
}
