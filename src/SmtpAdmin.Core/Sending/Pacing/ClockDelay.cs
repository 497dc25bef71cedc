using System;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Sending.Pacing;

/// <summary>A wait on a clock that can be another than the machine's; each runtime has it under another name.</summary>
internal static class ClockDelay
{
    public static Task WaitAsync(TimeProvider clock, TimeSpan span, CancellationToken cancellationToken) =>
#if NETSTANDARD2_0
        clock.Delay(span, cancellationToken);
#else
        Task.Delay(span, clock, cancellationToken);
#endif
}
