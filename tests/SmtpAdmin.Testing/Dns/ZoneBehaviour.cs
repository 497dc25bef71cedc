namespace SmtpAdmin.Testing.Dns;

/// <summary>How a name answers, where it does not just answer from the zone.</summary>
public enum ZoneBehaviour
{
    /// <summary>From the zone: records, an empty answer or NXDOMAIN.</summary>
    Normal,

    /// <summary>RCODE 2.</summary>
    ServFail,

    /// <summary>RCODE 5.</summary>
    Refused,

    /// <summary>RCODE 3, whatever the zone holds.</summary>
    NxDomain,

    /// <summary>RCODE 0 and no record, whatever the zone holds.</summary>
    Empty,

    /// <summary>No answer at all.</summary>
    Silent,

    /// <summary>UDP: an empty answer with the TC bit. TCP: the whole answer.</summary>
    Truncated,

    /// <summary>
    /// UDP: the answer cut after 512 bytes without the TC bit, as some middleboxes do. TCP: the whole answer.
    /// </summary>
    Cut,

    /// <summary>UDP: only the first record, without the TC bit. TCP: the whole answer.</summary>
    Shortened,

    /// <summary>Bytes that are no DNS message behind the right ID.</summary>
    Garbage,

    /// <summary>The answer, with the AD bit where the question asked for DNSSEC (EDNS with the DO bit).</summary>
    Authenticated,
}
