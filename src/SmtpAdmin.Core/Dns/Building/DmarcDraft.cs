using System.Collections.Generic;

namespace SmtpAdmin.Core.Dns.Building;

/// <summary>What a user wants of a DMARC record.</summary>
internal sealed record DmarcDraft
{
    public required DmarcPolicy Policy { get; init; }

    public DmarcPolicy? SubdomainPolicy { get; init; }

    public DmarcPolicy? NonexistentSubdomainPolicy { get; init; }

    public IReadOnlyList<string> AggregateReportTo { get; init; } = [];

    public IReadOnlyList<string> FailureReportTo { get; init; } = [];

    public DmarcAlignment? DkimAlignment { get; init; }

    public DmarcAlignment? SpfAlignment { get; init; }

    public bool IsTesting { get; init; }

    public bool IsPublicSuffixDomain { get; init; }
}
