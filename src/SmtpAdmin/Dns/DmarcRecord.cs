using System.Collections.Generic;

namespace SmtpAdmin;

/// <summary>
/// The DMARC record that applies to a domain (RFC 9989, section 4.7): its own, or one that a domain above lends it.
/// </summary>
public sealed record DmarcRecord : MailDnsRecord
{
    /// <inheritdoc/>
    public override MailDnsRecordType Type => MailDnsRecordType.Dmarc;

    /// <summary>The domain that the record stands at; null where none was found.</summary>
    public string? PolicyDomain { get; init; }

    /// <summary>
    /// The domain's organizational domain (RFC 9989, section 4.10.2). Null where finding the record did not show it: a
    /// record of the domain's own shows it only with <c>psd=n</c> or <c>psd=y</c>.
    /// </summary>
    public string? OrganizationalDomain { get; init; }

    /// <summary>Whether the record is not the domain's own but that of a domain above it.</summary>
    public bool IsInherited { get; init; }

    /// <summary>
    /// The policy that a message from the domain meets when it fails: <c>p</c>, or <c>sp</c> or <c>np</c> of an inherited
    /// record, one level lower in test mode (<c>t=y</c>). Null where the record asks for nothing or is discarded
    /// because it is one of several, and where it could not be found out whether the domain exists.
    /// </summary>
    public DmarcPolicy? EffectivePolicy { get; init; }

    /// <summary>
    /// The policy for the domain that the record stands at (<c>p</c>). None where the record has no valid policy but a
    /// report address; null where it has neither (RFC 9989, section 4.10.1).
    /// </summary>
    public DmarcPolicy? Policy { get; init; }

    /// <summary>The policy for subdomains that exist (<c>sp</c>), or null where the tag is missing.</summary>
    public DmarcPolicy? SubdomainPolicy { get; init; }

    /// <summary>The policy for subdomains that do not exist (<c>np</c>), or null where the tag is missing.</summary>
    public DmarcPolicy? NonexistentSubdomainPolicy { get; init; }

    /// <summary>How DKIM domains are aligned (<c>adkim</c>).</summary>
    public DmarcAlignment? DkimAlignment { get; init; }

    /// <summary>How SPF domains are aligned (<c>aspf</c>).</summary>
    public DmarcAlignment? SpfAlignment { get; init; }

    /// <summary>Whether the domain only tests its policy (<c>t=y</c>).</summary>
    public bool IsTesting { get; init; }

    /// <summary>Whether the record's domain is a public suffix (<c>psd</c>), or null where there is no record.</summary>
    public DmarcPublicSuffix? PublicSuffix { get; init; }

    /// <summary>Where aggregate reports go (<c>rua</c>).</summary>
    public IReadOnlyList<string> AggregateReportUris { get; init; } = [];

    /// <summary>Where failure reports go (<c>ruf</c>).</summary>
    public IReadOnlyList<string> FailureReportUris { get; init; } = [];

    /// <summary>The tags as published, by name, those that RFC 9989 dropped included.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}
