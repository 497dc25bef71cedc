using System;

namespace SmtpAdmin;

/// <summary>
/// How much a relay bears of its clients. A limit that is null has its default for clients elsewhere and none for those
/// on loopback; a limit that is given holds for all. IPv6 clients count by their /64, which one owner has.
/// </summary>
public sealed record SmtpRelayLimits
{
    /// <summary>The most connections of one address at once: 20, and at most half of all places; above 0.</summary>
    public int? ConnectionsPerAddress { get; init; }

    /// <summary>The most new connections of one address in a minute: 30; above 0.</summary>
    public int? ConnectionsPerMinute { get; init; }

    /// <summary>The most messages of one connection, after which it is closed with 421: 1000; above 0.</summary>
    public int? MessagesPerConnection { get; init; }

    /// <summary>The most messages in a minute of one user, or of one address that did not sign in: none; above 0.</summary>
    public int? MessagesPerMinute { get; init; }

    /// <summary>The sign-ins that one address may fail before it is banned: 5; above 0.</summary>
    public int? FailedSignIns { get; init; }

    /// <summary>The time within which failed sign-ins count together.</summary>
    public TimeSpan FailedSignInWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long an address stays banned.</summary>
    public TimeSpan BanTime { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>How long a session may last in all.</summary>
    public TimeSpan SessionTime { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The replies of 5xx after which a session is closed.</summary>
    public int Errors { get; init; } = 10;

    /// <summary>The commands without a message between them after which a session is closed.</summary>
    public int CommandsWithoutMail { get; init; } = 100;

    /// <summary>
    /// The bytes in a second that a client must send on average once it has begun a command or a message; 0 for any.
    /// </summary>
    public int MinimumRate { get; init; } = 500;

    /// <summary>The time that a slow client has beyond what <see cref="MinimumRate"/> gives it.</summary>
    public TimeSpan MinimumRateGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the greeting is held back, to find clients that do not wait for it; zero for not at all.</summary>
    public TimeSpan GreetingDelay { get; init; }
}
