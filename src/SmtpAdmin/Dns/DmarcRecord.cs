using System.Collections.Generic;

namespace SmtpAdmin;

/// <summary>A domain's DMARC policy (RFC 9989, section 4.7).</summary>
public sealed record DmarcRecord : MailDnsRecord
{
    /// <inheritdoc/>
    public override MailDnsRecordType Type => MailDnsRecordType.Dmarc;

    /// <summary>The policy for the domain (<c>p</c>); None where the tag is missing.</summary>
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

    /// <summary>Where aggregate reports go (<c>rua</c>).</summary>
    public IReadOnlyList<string> AggregateReportUris { get; init; } = [];

    /// <summary>Where failure reports go (<c>ruf</c>).</summary>
    public IReadOnlyList<string> FailureReportUris { get; init; } = [];

    /// <summary>The tags as published, by name, those that RFC 9989 dropped included.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}
