using System;

namespace SmtpAdmin.Relay.Delivery.Lanes;

/// <summary>What all lanes share.</summary>
internal sealed record LaneServices
{
    public required OutcomeRecorder Recorder { get; init; }

    public required DeliveryCounters Counters { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>How long a connection without work stays open.</summary>
    public required TimeSpan IdleTime { get; init; }

    /// <summary>Called when a job was taken up, or none came.</summary>
    public required Action Taken { get; init; }

    /// <summary>When mail that a lane cannot deliver now is to come back, given when its next probe may go.</summary>
    public required Func<DateTimeOffset?, DateTimeOffset> ReturnTime { get; init; }
}
