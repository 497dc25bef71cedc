using System;

namespace SmtpAdmin;

/// <summary>The start of the zone that a domain lies in (RFC 1035, section 3.3.13).</summary>
public sealed record SoaRecord : MailDnsRecord
{
    /// <inheritdoc/>
    public override MailDnsRecordType Type => MailDnsRecordType.Soa;

    /// <summary>The name server that the zone comes from; null where there is no record.</summary>
    public string? PrimaryServer { get; init; }

    /// <summary>The mailbox of who runs the zone, as an e-mail address; null where there is no record.</summary>
    public string? ResponsibleMailbox { get; init; }

    /// <summary>The zone's version, from 0 to 4294967295; null where there is no record.</summary>
    public long? Serial { get; init; }

    /// <summary>How long a secondary server waits before it asks for changes.</summary>
    public TimeSpan? Refresh { get; init; }

    /// <summary>How long a secondary server waits after a failure.</summary>
    public TimeSpan? Retry { get; init; }

    /// <summary>How long a secondary server answers without contact to the primary.</summary>
    public TimeSpan? Expire { get; init; }

    /// <summary>How long the absence of a record may be kept (RFC 2308, section 4).</summary>
    public TimeSpan? NegativeTimeToLive { get; init; }
}
