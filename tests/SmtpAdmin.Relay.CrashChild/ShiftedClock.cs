using System;

namespace SmtpAdmin.Relay.CrashChild;

/// <summary>The system's clock, so far ahead that what an earlier run has put off is due.</summary>
internal sealed class ShiftedClock(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
}
