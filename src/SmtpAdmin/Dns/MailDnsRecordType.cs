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
}
