using System.Collections.Generic;

namespace SmtpAdmin;

/// <summary>A host that takes a domain's mail (RFC 5321, section 5.1).</summary>
public sealed record MxRecord : MailDnsRecord
{
    /// <inheritdoc/>
    public override MailDnsRecordType Type => MailDnsRecordType.Mx;

    /// <summary>The preference; lower is tried first. Null where there is no record.</summary>
    public int? Preference { get; init; }

    /// <summary>The host, without the final dot; null where there is no record.</summary>
    public string? Exchange { get; init; }

    /// <summary>Whether this is a null MX: the domain takes no mail (RFC 7505).</summary>
    public bool IsNullMx { get; init; }

    /// <summary>Whether the domain has no MX and its own address serves as one (RFC 5321, section 5.1).</summary>
    public bool IsImplicit { get; init; }

    /// <summary>The host's IPv4 and IPv6 addresses.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>What the question for the host's addresses came to; null where it was not asked.</summary>
    public DnsStatus? AddressStatus { get; init; }
}
