using System.Diagnostics.CodeAnalysis;

namespace SmtpAdmin;

/// <summary>A kind of record that mail depends on.</summary>
public enum MailDnsRecordType
{
    /// <summary>Where the domain's mail is delivered (RFC 5321, section 5; RFC 7505).</summary>
    Mx,

    /// <summary>Which hosts may send for the domain (RFC 7208).</summary>
    Spf,

    /// <summary>A key that the domain's messages are signed with (RFC 6376).</summary>
    Dkim,

    /// <summary>What to do with messages that fail authentication (RFC 9989).</summary>
    Dmarc,

    /// <summary>Whether mail to the domain must go over verified TLS: the record and the policy (RFC 8461).</summary>
    MtaSts,

    /// <summary>Where reports about TLS failures go (RFC 8460).</summary>
    TlsRpt,

    /// <summary>The certificates of the mail exchangers (DANE: RFC 6698, RFC 7672).</summary>
    Tlsa,

    /// <summary>The logo that may be shown beside the domain's messages (BIMI).</summary>
    Bimi,

    /// <summary>Which authorities may issue certificates for the domain and its mail exchangers (RFC 8659).</summary>
    Caa,

    /// <summary>The names of addresses, and whether those names lead back (RFC 1912, section 2.1).</summary>
    [SuppressMessage("Naming", "CA1720", Justification = "The record's name (RFC 1035, section 3.3.12).")]
    Ptr,

    /// <summary>Where clients find their mail services (RFC 6186, RFC 8314).</summary>
    Srv,

    /// <summary>Where Outlook and Thunderbird look for their settings.</summary>
    Autodiscover,

    /// <summary>The zone's name servers (RFC 1035, section 3.3.11).</summary>
    Ns,

    /// <summary>The start of the zone (RFC 1035, section 3.3.13).</summary>
    Soa,

    /// <summary>Whether the domain is signed, and the signatures hold (RFC 4035).</summary>
    Dnssec,

    /// <summary>Whether lists of bad senders name the domain or its mail exchangers (RFC 5782).</summary>
    Dnsbl,
}
