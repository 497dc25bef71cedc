namespace SmtpAdmin;

/// <summary>A way in which a client looks for a domain's settings.</summary>
public enum AutodiscoverMethod
{
    /// <summary>Outlook asks the host <c>autodiscover</c> of the domain (MS-OXDISCO, section 3.1.5).</summary>
    Host,

    /// <summary>Outlook asks the host that the SRV record <c>_autodiscover._tcp</c> names (MS-OXDISCO).</summary>
    Service,

    /// <summary>Thunderbird and others ask the host <c>autoconfig</c> of the domain.</summary>
    Autoconfig,
}
