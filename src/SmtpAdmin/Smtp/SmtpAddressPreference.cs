namespace SmtpAdmin;

/// <summary>Which of a server's addresses are tried, and in which order.</summary>
public enum SmtpAddressPreference
{
    /// <summary>All of them, in the order in which the resolver gives them.</summary>
    System,

    /// <summary>IPv4 addresses first, then IPv6 addresses.</summary>
    IPv4,

    /// <summary>IPv6 addresses first, then IPv4 addresses.</summary>
    IPv6,

    /// <summary>IPv4 addresses and no others.</summary>
    IPv4Only,

    /// <summary>IPv6 addresses and no others.</summary>
    IPv6Only,
}
