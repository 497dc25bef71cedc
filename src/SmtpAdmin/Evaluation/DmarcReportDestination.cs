using System.Collections.Generic;

namespace SmtpAdmin;

/// <summary>An address that reports are asked to be sent to, and whether it takes them.</summary>
public sealed record DmarcReportDestination
{
    /// <summary>The address as published, for example <c>mailto:dmarc@example.com</c>.</summary>
    public required string Uri { get; init; }

    /// <summary>The tag that names it: <c>rua</c> for aggregate reports, <c>ruf</c> for failure reports.</summary>
    public required string Tag { get; init; }

    /// <summary>The host of the address; null where it has none.</summary>
    public string? Host { get; init; }

    /// <summary>Whether the destination takes the reports.</summary>
    public required DmarcReportAuthorization Authorization { get; init; }

    /// <summary>The name that was asked for the agreement; null where none was needed.</summary>
    public string? QueryName { get; init; }

    /// <summary>What that question came to; null where none was asked.</summary>
    public DnsStatus? Status { get; init; }

    /// <summary>Where the destination wants the reports instead; empty where it says nothing.</summary>
    public IReadOnlyList<string> OverrideUris { get; init; } = [];

    /// <summary>Returns the tag, the address and whether it takes reports.</summary>
    /// <returns>For example <c>rua mailto:dmarc@example.com NotNeeded</c>.</returns>
    public override string ToString() => $"{Tag} {Uri} {Authorization}";
}
