using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;

namespace SmtpAdmin.Relay.Faults;

/// <summary>
/// The faults of a relay, in order: the first that fits is the one that strikes. Shared by all sessions; the same seed
/// and the same order of events give the same faults.
/// </summary>
internal sealed class FaultPlan
{
    private readonly object _lock = new();
    private readonly Random _random;
    private FaultRule[] _rules = [];

    public FaultPlan(IReadOnlyList<RelayFault> faults, int? seed)
    {
        _random = seed is { } given ? new Random(given) : new Random();
        Replace(faults);
    }

    /// <summary>Whether there is nothing to play.</summary>
    public bool IsEmpty => Volatile.Read(ref _rules).Length == 0;

    /// <summary>Plays these faults from now on; their counts begin at 0.</summary>
    /// <exception cref="SmtpAdminException">A fault contradicts itself (RelayOptionsInvalid).</exception>
    public void Replace(IReadOnlyList<RelayFault> faults)
    {
        foreach (RelayFault fault in faults)
        {
            FaultCheck.Validate(fault);
        }

        lock (_lock)
        {
            _rules = [.. faults.Select(fault => new FaultRule(fault))];
        }
    }

    /// <summary>The fault that strikes here, or null.</summary>
    /// <param name="stage">Where the dialogue is.</param>
    /// <param name="subjects">What the stage is about; one that fits is enough.</param>
    public RelayFault? Find(RelayFaultStage stage, IEnumerable<string> subjects)
    {
        if (IsEmpty)
        {
            return null;
        }

        lock (_lock)
        {
            return _rules.FirstOrDefault(rule => rule.Fits(stage, subjects) && rule.Strikes(_random))?.Fault;
        }
    }
}
