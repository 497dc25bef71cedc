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

    /// <summary>RCODE 2 with an extended error (RFC 8914): DNSSEC Bogus, and a text.</summary>
    Bogus,

    /// <summary>RCODE 2 without a reason; with the CD bit the answer.</summary>
    BogusWithoutReason,

    /// <summary>RCODE 2 with an extended error that has nothing to do with DNSSEC: No Reachable Authority.</summary>
    Unreachable,

    /// <summary>RCODE 2 for the first question, then the answer.</summary>
    FailsOnce,

    /// <summary>No answer to the first question, then the answer.</summary>
    SilentOnce,

    /// <summary>RCODE 1, without the question, for a question with EDNS; otherwise the answer.</summary>
    NoEdns,

    /// <summary>UDP: answers with another ID and to another question, before the answer.</summary>
    ForgedFirst,

    /// <summary>UDP: an answer to another question and no other. TCP: the answer.</summary>
    OtherQuestion,

    /// <summary>The answer with the name in the question in another case.</summary>
    UpperCase,

    /// <summary>RCODE 0 without records, from a server that neither has the zone nor asks others.</summary>
    Referral,

    /// <summary>TCP: ends the connection after the answer.</summary>
    Closing,
}
