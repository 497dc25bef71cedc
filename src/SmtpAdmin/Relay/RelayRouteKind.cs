namespace SmtpAdmin;

/// <summary>How a route delivers.</summary>
public enum RelayRouteKind
{
    /// <summary>To smart hosts, the first that can be reached.</summary>
    SmartHost,

    /// <summary>To the mail exchangers of each recipient's domain (RFC 5321, section 5.1).</summary>
    Direct,

    /// <summary>Into a folder of this machine, a file for each message.</summary>
    Drop,
}
