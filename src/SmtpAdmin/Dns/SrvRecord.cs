using System.Collections.Generic;

namespace SmtpAdmin;

/// <summary>Where clients find a mail service of a domain (RFC 6186; RFC 8314, section 5.1).</summary>
public sealed record SrvRecord : MailDnsRecord
{
    /// <inheritdoc/>
    public override MailDnsRecordType Type => MailDnsRecordType.Srv;

    /// <summary>The service, for example <c>_submissions._tcp</c>.</summary>
    public required string Service { get; init; }

    /// <summary>The priority; lower is tried first. Null where there is no record.</summary>
    public int? Priority { get; init; }

    /// <summary>The share among hosts of the same priority; null where there is no record.</summary>
    public int? Weight { get; init; }

    /// <summary>The port; null where there is no record.</summary>
    public int? Port { get; init; }

    /// <summary>The host, without the final dot; null where there is none.</summary>
    public string? Target { get; init; }

    /// <summary>Whether the record says that the service is not offered: its target is the root (RFC 2782).</summary>
    public bool IsNotOffered { get; init; }

    /// <summary>The host's IPv4 and IPv6 addresses.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>What the question for the host's addresses came to; null where it was not asked.</summary>
    public DnsStatus? AddressStatus { get; init; }
}
