using System;
using System.Collections.Generic;

namespace SmtpAdmin;

/// <summary>Whether a list of bad senders names an address or a domain (RFC 5782).</summary>
public sealed record DnsblRecord : MailDnsRecord
{
    /// <inheritdoc/>
    public override MailDnsRecordType Type => MailDnsRecordType.Dnsbl;

    /// <summary>The list, for example <c>zen.spamhaus.org</c>.</summary>
    public required string List { get; init; }

    /// <summary>The address or domain that the list was asked about; null where none is known.</summary>
    public string? Subject { get; init; }

    /// <summary>The mail exchangers that have the address; empty for a domain, and where an address was given.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The verdict.</summary>
    public required DnsblVerdict Verdict { get; init; }

    /// <summary>What the list answered, for example <c>127.0.0.2</c>: the list's operator says what it means.</summary>
    public IReadOnlyList<string> ReturnCodes { get; init; } = [];

    /// <summary>The list's own words about the listing, or null where it has none.</summary>
    public string? Reason { get; init; }

    /// <inheritdoc/>
    public override string Summary =>
        FormattableString.Invariant($"{Verdict}: {Subject ?? Domain} {List} {Reason ?? Failure ?? Raw}").TrimEnd();
}
