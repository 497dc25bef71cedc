using System;
using System.Net;

namespace SmtpAdmin.Relay.Policy.Limits;

/// <summary>
/// Bans an address for a while after too many failed sign-ins. Users are not banned: anyone could keep one out then.
/// </summary>
internal sealed class SignInGuard(RelayOptions options, TimeProvider time)
{
    private const int Capacity = 20_000;

    private readonly object _lock = new();
    private readonly BoundedTable<IPAddress, Failures> _failures = new(Capacity);

    public bool IsBanned(IPAddress address)
    {
        lock (_lock)
        {
            return _failures.Find(ClientKey.Of(address)) is { } failures && failures.BannedUntil > time.GetUtcNow();
        }
    }

    /// <summary>Counts a failed sign-in.</summary>
    /// <returns>Whether the address is banned now.</returns>
    public bool Fail(IPAddress address)
    {
        IPAddress key = ClientKey.Of(address);
        int limit = ClientLimits.For(options, address).FailedSignIns;
        lock (_lock)
        {
            DateTimeOffset now = time.GetUtcNow();
            Failures? known = _failures.Find(key);
            Failures failures = known is null || known.Since + options.Limits.FailedSignInWindow <= now
                ? new Failures(now, 1, default)
                : known with { Count = known.Count + 1 };
            bool isBanned = failures.Count >= limit;
            _failures.Set(key, isBanned ? new Failures(now, 0, now + options.Limits.BanTime) : failures);
            return isBanned;
        }
    }

    private sealed record Failures(DateTimeOffset Since, int Count, DateTimeOffset BannedUntil);
}
