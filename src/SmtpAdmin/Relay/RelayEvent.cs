using System;

namespace SmtpAdmin;

/// <summary>One thing that happened to a message of a relay's queue.</summary>
public sealed record RelayEvent
{
    /// <summary>When it happened.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The name of the relay.</summary>
    public required string Relay { get; init; }

    /// <summary>The relay's own id for the message, as in its reply to the message's end.</summary>
    public required string Id { get; init; }

    /// <summary>What happened.</summary>
    public required RelayEventKind Kind { get; init; }

    /// <summary>The recipient that it concerns, or null where it is the whole message.</summary>
    public string? Recipient { get; init; }

    /// <summary>More about it: a server's reply, the sender, or the id of a report; null for nothing more.</summary>
    public string? Detail { get; init; }
}
