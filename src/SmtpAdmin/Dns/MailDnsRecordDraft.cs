using System;
using System.Collections.Generic;

namespace SmtpAdmin;

/// <summary>A record to publish, in the forms that a zone file and the DNS server of Windows take.</summary>
public sealed record MailDnsRecordDraft
{
    /// <summary>The domain that the record is for.</summary>
    public required string Domain { get; init; }

    /// <summary>The kind of record.</summary>
    public required MailDnsRecordType Type { get; init; }

    /// <summary>The record's full name, without the final dot, for example <c>_dmarc.example.com</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The DNS type: <c>TXT</c> or <c>MX</c>.</summary>
    public required string RecordType { get; init; }

    /// <summary>The whole text of a TXT record; preference and host of an MX record.</summary>
    public required string Value { get; init; }

    /// <summary>The text in strings of at most 255 octets, as a TXT record holds it (RFC 1035, section 3.3); else empty.</summary>
    public IReadOnlyList<string> Strings { get; init; } = [];

    /// <summary>How long resolvers may keep the record.</summary>
    public required TimeSpan TimeToLive { get; init; }

    /// <summary>The record as a line of a zone file (RFC 1035, section 5.1).</summary>
    public required string ZoneLine { get; init; }

    /// <summary>
    /// The command that adds the record to a zone of Windows' DNS server: <c>Add-DnsServerResourceRecord</c>, and
    /// <c>dnscmd.exe</c> for a text of more than 254 characters, which the first does not take.
    /// </summary>
    public required string DnsServerCommand { get; init; }

    /// <summary>The text to serve at <c>https://mta-sts.DOMAIN/.well-known/mta-sts.txt</c> (RFC 8461); else null.</summary>
    public string? PolicyFile { get; init; }

    /// <summary>The codes of what is allowed and deserves a second look, for example <c>SPF-LOOKUPS-EXCEEDED</c>.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Returns the line of the zone file.</summary>
    /// <returns>For example <c>_dmarc.example.com. 3600 IN TXT "v=DMARC1; p=reject"</c>.</returns>
    public override string ToString() => ZoneLine;
}
