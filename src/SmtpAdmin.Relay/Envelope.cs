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

    /// <summary>The forward-paths in the order given.</summary>
    public required IReadOnlyList<EnvelopeRecipient> Recipients { get; init; }

    /// <summary>Whether BODY=8BITMIME was declared (RFC 6152).</summary>
    public bool Is8BitMime { get; init; }

    /// <summary>Whether BODY=BINARYMIME was declared (RFC 3030, section 3).</summary>
    public bool IsBinaryMime { get; init; }

    /// <summary>Whether SMTPUTF8 was given (RFC 6531, section 3.4).</summary>
    public bool IsUtf8 { get; init; }

    /// <summary>Whether REQUIRETLS was given (RFC 8689, section 2).</summary>
    public bool RequiresTls { get; init; }

    /// <summary>How much of the message a notification returns (RFC 3461, section 4.3).</summary>
    public DeliveryReturn Return { get; init; }

    /// <summary>The client's own identifier of this envelope, xtext decoded (RFC 3461, section 4.4), or null.</summary>
    public string? EnvelopeId { get; init; }

    public required string ClientAddress { get; init; }

    public required string ClientName { get; init; }

    public string? AuthenticatedUser { get; init; }

    public bool IsEncrypted { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }
}
