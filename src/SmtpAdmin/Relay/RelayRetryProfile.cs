namespace SmtpAdmin;

/// <summary>By which times a relay tries again, reports a delay and gives up.</summary>
public enum RelayRetryProfile
{
    /// <summary>After 1, 5, 10, 20, 40 and then every 60 minutes; a delay report after 4 hours; gives up after 5 days.</summary>
    Standard,

    /// <summary>As the SMTP service of IIS: 15, 30, 60, then every 240 minutes; 12 hours; 2 days.</summary>
    Iis,
}
