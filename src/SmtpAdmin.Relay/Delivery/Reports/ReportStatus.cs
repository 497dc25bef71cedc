namespace SmtpAdmin.Relay.Delivery.Reports;

/// <summary>The status of RFC 3463 for a report, whose class must fit what the report says.</summary>
internal static class ReportStatus
{
    /// <summary>Delivery time expired (RFC 3463, section 3.5).</summary>
    public static EnhancedStatusCode Expired { get; } = new(5, 4, 7);

    /// <param name="kind">What is reported.</param>
    /// <param name="found">What the relay itself found, or null.</param>
    /// <param name="reply">The server's reply, or null.</param>
    public static EnhancedStatusCode Of(ReportKind kind, EnhancedStatusCode? found, SmtpReply? reply)
    {
        int expected = kind switch
        {
            ReportKind.Failed => 5,
            ReportKind.Delayed => 4,
            _ => 2,
        };
        EnhancedStatusCode status = found ?? reply?.EnhancedStatus ?? default;
        return status.Class == expected ? status : new EnhancedStatusCode(expected, 0, 0);
    }

    /// <summary>What the relay says of a failure of its own finding, or null where it knows no better.</summary>
    public static EnhancedStatusCode? Of(ErrorKind kind) => kind switch
    {
        ErrorKind.AddressInvalid => new(5, 1, 3),
        ErrorKind.DomainInvalid => new(5, 1, 2),
        ErrorKind.DomainNotFound => new(5, 1, 2),
        ErrorKind.DomainTakesNoMail => new(5, 1, 10),
        ErrorKind.MessageTooLarge => new(5, 3, 4),
        ErrorKind.SmtpUtf8NotOffered => new(5, 6, 7),
        _ => null,
    };
}
