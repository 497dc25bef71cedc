using System;
using System.Collections.Generic;

namespace SmtpAdmin.Relay;

/// <summary>
/// Everything a relay knows of a message beside its content: the RFC 5321 envelope and where it came from.
/// </summary>
internal sealed record Envelope
{
    /// <summary>The relay's id for the message; also in the reply to its end and in its Received field.</summary>
    public required string Id { get; init; }

    /// <summary>The reverse-path without angle brackets; empty for the null reverse-path.</summary>
    public required string ReversePath { get; init; }

    /// <summary>The forward-paths without angle brackets, in the order given.</summary>
    public required IReadOnlyList<string> Recipients { get; init; }

    /// <summary>Whether BODY=8BITMIME was declared (RFC 6152).</summary>
    public bool Is8BitMime { get; init; }

    public required string ClientAddress { get; init; }

    public required string ClientName { get; init; }

    public string? AuthenticatedUser { get; init; }

    public bool IsEncrypted { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }
}
