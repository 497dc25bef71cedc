using System;

namespace SmtpAdmin;

/// <summary>
/// A provider's server, and the limits that it has published. A limit that is null was not published as a number that
/// holds for every account; an account's own limits may be lower.
/// </summary>
public sealed record SmtpProviderSettings
{
    /// <summary>The provider.</summary>
    public required SmtpProvider Provider { get; init; }

    /// <summary>The server's host name; null where it depends on a region that was not named.</summary>
    public required string? Server { get; init; }

    /// <summary>The port.</summary>
    public required int Port { get; init; }

    /// <summary>How the connection is protected.</summary>
    public required SmtpSecurity Security { get; init; }

    /// <summary>How a client may sign in.</summary>
    public required ProviderAuthentication Authentication { get; init; }

    /// <summary>How many connections an account may have at a time.</summary>
    public int? MaxConnections { get; init; }

    /// <summary>How many messages one connection should carry.</summary>
    public int? MaxMessagesPerConnection { get; init; }

    /// <summary>How many messages may be sent in a minute.</summary>
    public int? MaxMessagesPerMinute { get; init; }

    /// <summary>How many recipients may be sent to in 24 hours.</summary>
    public int? MaxRecipientsPerDay { get; init; }

    /// <summary>How many recipients one message may have.</summary>
    public int? MaxRecipientsPerMessage { get; init; }

    /// <summary>What else is to know, in a sentence; null where there is nothing.</summary>
    public string? Note { get; init; }

    /// <summary>The title and site of the page that this was read from.</summary>
    public required string Source { get; init; }

    /// <summary>The day on which it was read.</summary>
    public required DateTime Checked { get; init; }
}
