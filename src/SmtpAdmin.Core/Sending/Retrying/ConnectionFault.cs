using System;
using System.Linq;

namespace SmtpAdmin.Core.Sending.Retrying;

/// <summary>What a transient reply says of the connection it came on, rather than of the message.</summary>
/// <remarks>
/// Servers limit messages to a session, connections at a time, and rates, and the codes do not tell these apart: 421,
/// 432, 450, 451, 452 and 454 are in use for each. So the texts decide, as the providers send them.
/// </remarks>
internal static class ConnectionFault
{
    private const int ServiceClosing = 421;
    private const int MaximumTextLength = 1000;

    // Another connection would be one more, which is what the server complains of.
    private static readonly string[] s_tooManyConnections =
    [
        "too many connections", "too many concurrent", "too many simultaneous", "too many sessions", "concurrent connection",
        "connection limit", "connections limit", "sender thread limit", "connection rate",
    ];

    private static readonly string[] s_sessionSpent =
    [
        "too many messages", "too many mails", "too many emails", "too many e-mails", "too many transactions",
        "messages per session", "messages per connection", "messages for this session", "messages in this session",
        "messages on this connection", "message submission rate", "too much mail from this connection",
        "reconnect", "open a new connection", "maximum number of messages",
    ];

    private static readonly string[] s_throttled =
    [
        "throttl", "rate limit", "ratelimit", "sending rate", "submission rate", "at a rate", "too fast", "too quickly",
        "too much mail", "unusual rate", "slow down", "quota", "peak smtp relay limit", "limit exceeded",
        "limit has been exceeded", "deferred due to", "temporarily deferred",
    ];

    /// <summary>Whether the server takes nothing more on this connection and may take the message on another.</summary>
    public static bool IsUsedUp(SmtpReply? reply) =>
        reply is { IsTransientFailure: true }
        && !Names(reply, s_tooManyConnections)
        && (reply.Code == ServiceClosing || Names(reply, s_sessionSpent));

    /// <summary>Whether the server says that it is asked too much, too fast or on too many connections.</summary>
    public static bool IsThrottle(SmtpReply? reply) =>
        reply is { IsTransientFailure: true }
        && (Names(reply, s_tooManyConnections) || Names(reply, s_sessionSpent) || Names(reply, s_throttled));

    private static bool Names(SmtpReply reply, string[] phrases)
    {
        string text = reply.Text;
        text = text.Length > MaximumTextLength ? text.Substring(0, MaximumTextLength) : text;
        return phrases.Any(phrase => text.IndexOf(phrase, StringComparison.OrdinalIgnoreCase) >= 0);
    }
}
