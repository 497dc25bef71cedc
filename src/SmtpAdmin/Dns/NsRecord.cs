using System.Collections.Generic;

namespace SmtpAdmin;

/// <summary>A name server of the zone that a domain lies in (RFC 1035, section 3.3.11).</summary>
public sealed record NsRecord : MailDnsRecord
{
    /// <inheritdoc/>
    public override MailDnsRecordType Type => MailDnsRecordType.Ns;

    /// <summary>The name server, without the final dot; null where there is no record.</summary>
    public string? Host { get; init; }

    /// <summary>The host's IPv4 and IPv6 addresses.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>What the question for the host's addresses came to; null where it was not asked.</summary>
    public DnsStatus? AddressStatus { get; init; }
}
