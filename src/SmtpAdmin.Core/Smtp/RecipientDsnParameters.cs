namespace SmtpAdmin.Core.Smtp;

/// <summary>The parameters of one RCPT that ask for delivery status notifications (RFC 3461, section 4).</summary>
internal sealed record RecipientDsnParameters
{
    /// <summary>NEVER, or a list of SUCCESS, FAILURE and DELAY; null leaves it to the server.</summary>
    public string? Notify { get; init; }

    /// <summary>The original recipient, not encoded: address type, semicolon, address; null for none.</summary>
    public string? OriginalRecipient { get; init; }
}
