using System;
using System.Collections.Generic;

namespace SmtpAdmin.Relay.Delivery.Reports;

/// <summary>All that a notification says of one message.</summary>
internal sealed record DeliveryReport
{
    public required ReportKind Kind { get; init; }

    /// <summary>The envelope of the message; its reverse-path is where the report goes.</summary>
    public required Envelope Envelope { get; init; }

    public required IReadOnlyList<ReportedRecipient> Recipients { get; init; }

    public required ReturnedContent Content { get; init; }

    /// <summary>The relay's own name.</summary>
    public required string HostName { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>When the relay gives up what it has not delivered.</summary>
    public required DateTimeOffset RetryUntil { get; init; }
}
