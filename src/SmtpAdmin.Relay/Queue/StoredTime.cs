using System;

namespace SmtpAdmin.Relay.Queue;

/// <summary>Times as the database holds them: milliseconds since 1970, UTC.</summary>
internal static class StoredTime
{
    public static long From(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    public static DateTimeOffset To(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
