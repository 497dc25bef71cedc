using System.Collections.Generic;

namespace SmtpAdmin;

/// <summary>Where Outlook or Thunderbird looks for a domain's settings. Whether a server answers there is not asked.</summary>
public sealed record AutodiscoverRecord : MailDnsRecord
{
    /// <inheritdoc/>
    public override MailDnsRecordType Type => MailDnsRecordType.Autodiscover;

    /// <summary>The way in which a client finds it.</summary>
    public required AutodiscoverMethod Method { get; init; }

    /// <summary>
    /// The host that is asked in the end: what an alias leads to, or the target of the SRV record; null where there is
    /// none.
    /// </summary>
    public string? Target { get; init; }

    /// <summary>The port of the SRV record; null for the other ways.</summary>
    public int? Port { get; init; }

    /// <summary>Whether the SRV record says that the service is not offered (RFC 2782).</summary>
    public bool IsNotOffered { get; init; }

    /// <summary>The host's IPv4 and IPv6 addresses.</summary>
    public IReadOnlyList<string> Addresses { get; init; } = [];

    /// <summary>What the question for the host's addresses came to; null where it was not asked.</summary>
    public DnsStatus? AddressStatus { get; init; }
}
