namespace SmtpAdmin.Relay.Protocol;

/// <summary>What the parameters of MAIL say of the message that comes.</summary>
internal sealed record MailParameters
{
    public static MailParameters None { get; } = new();

    /// <summary>The declared size in octets (RFC 1870, section 3), or null.</summary>
    public long? Size { get; init; }

    public BodyType Body { get; init; }

    /// <summary>Whether addresses and header may be UTF-8 (RFC 6531, section 3.4).</summary>
    public bool IsUtf8 { get; init; }

    /// <summary>Whether the message may travel under verified TLS only (RFC 8689, section 4).</summary>
    public bool RequiresTls { get; init; }

    /// <summary>How much of the message a notification returns (RFC 3461, section 4.3).</summary>
    public DeliveryReturn Return { get; init; }

    /// <summary>The client's own name for the envelope, decoded (RFC 3461, section 4.4), or null.</summary>
    public string? EnvelopeId { get; init; }
}
