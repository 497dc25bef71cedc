namespace SmtpAdmin.Relay.Delivery.Reports;

/// <summary>What a notification says of its recipients: the action values of RFC 3464, section 2.3.3.</summary>
internal enum ReportKind
{
    /// <summary>The message could not be delivered, and no more attempts are made.</summary>
    Failed,

    /// <summary>The message is not delivered yet; attempts go on.</summary>
    Delayed,

    /// <summary>The message went to a server that sends no notifications.</summary>
    Relayed,
}
