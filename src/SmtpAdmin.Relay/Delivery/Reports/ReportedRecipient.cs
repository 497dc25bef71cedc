namespace SmtpAdmin.Relay.Delivery.Reports;

/// <summary>One recipient of a report, and what became of its copy.</summary>
/// <param name="Address">The forward-path that the relay used.</param>
/// <param name="OriginalRecipient">What the client named by ORCPT: address type, semicolon, address; or null.</param>
/// <param name="Status">The status of RFC 3463.</param>
internal sealed record ReportedRecipient(string Address, string? OriginalRecipient, EnhancedStatusCode Status)
{
    /// <summary>The server that replied, or null.</summary>
    public string? Server { get; init; }

    /// <summary>The server's reply, or null where the relay itself found the fault.</summary>
    public SmtpReply? Reply { get; init; }

    /// <summary>What the relay found, or null.</summary>
    public string? Error { get; init; }
}
