namespace SmtpAdmin;

/// <summary>Whether a report destination takes reports about a domain (RFC 9990, section 4).</summary>
public enum DmarcReportAuthorization
{
    /// <summary>The destination belongs to the same organizational domain and need not agree.</summary>
    NotNeeded,

    /// <summary>The destination published a record that agrees.</summary>
    Authorized,

    /// <summary>The destination did not agree; no report is sent to it.</summary>
    NotAuthorized,

    /// <summary>Not known, because a question to the domain name system failed or was not asked.</summary>
    Unknown,
}
