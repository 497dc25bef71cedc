using System.Collections.Generic;

namespace SmtpAdmin.Core.Dns.Records;

/// <summary>What a DMARC record says with the defaults filled in, and what in it is not allowed.</summary>
internal sealed record DmarcSyntax
{
    /// <summary>
    /// Null where the record asks for nothing: a policy is missing or not valid, and there is nowhere to report to.
    /// </summary>
    public DmarcPolicy? Policy { get; init; }

    public DmarcPolicy? SubdomainPolicy { get; init; }

    public DmarcPolicy? NonexistentSubdomainPolicy { get; init; }

    public DmarcAlignment DkimAlignment { get; init; }

    public DmarcAlignment SpfAlignment { get; init; }

    public bool IsTesting { get; init; }

    public DmarcPublicSuffix PublicSuffix { get; init; }

    public IReadOnlyList<string> AggregateReportUris { get; init; } = [];

    public IReadOnlyList<string> FailureReportUris { get; init; } = [];

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<RecordProblem> Problems { get; init; } = [];

    /// <summary>The addresses of <c>rua</c> or <c>ruf</c>.</summary>
    public IReadOnlyList<string> UrisOf(string tag) => tag == "ruf" ? FailureReportUris : AggregateReportUris;
}
