using System;

namespace SmtpAdmin.Relay.Queue;

/// <summary>Times as the database holds them: milliseconds since 1970, UTC.</summary>
internal static class StoredTime
{
    private static readonly long s_first = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long s_last = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    public static long From(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    /// <remarks>A number that is no time must not keep the rest of the queue from being read.</remarks>
    public static DateTimeOffset To(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(milliseconds, s_first, s_last));
}
