using System.Collections.Generic;

namespace SmtpAdmin;

/// <summary>The DMARC check of a message (RFC 9989, section 5.3): the verdict and all that led to it.</summary>
public sealed record DmarcEvaluation
{
    /// <summary>The domain of the From field, in lower case and A-labels; null where there is none or more than one.</summary>
    public string? AuthorDomain { get; init; }

    /// <summary>Whether the message passes.</summary>
    public required DmarcVerdict Verdict { get; init; }

    /// <summary>
    /// What the domain's owner asks to do with this message: None where it passes, otherwise the policy, one level lower
    /// where it is in test mode. Null where DMARC does not apply or nothing is known.
    /// </summary>
    public DmarcPolicy? Disposition { get; init; }

    /// <summary>
    /// What a message from the domain meets that fails: the policy, one level lower in test mode. Null where no policy
    /// applies or which one applies is not known.
    /// </summary>
    public DmarcPolicy? EffectivePolicy { get; init; }

    /// <summary>The policy as published; null where none applies or which one applies is not known.</summary>
    public DmarcPolicy? Policy { get; init; }

    /// <summary>The tag that the policy comes from: <c>p</c>, <c>sp</c> or <c>np</c>; null where none.</summary>
    public string? PolicyTag { get; init; }

    /// <summary>The domain whose record applies, or null.</summary>
    public string? PolicyDomain { get; init; }

    /// <summary>Where that domain stands to the author domain, or null.</summary>
    public DmarcPolicySource? PolicySource { get; init; }

    /// <summary>The author domain's organizational domain; null where it was not needed or is not known.</summary>
    public string? OrganizationalDomain { get; init; }

    /// <summary>Whether the policy is only tested (<c>t=y</c>).</summary>
    public bool IsTesting { get; init; }

    /// <summary>How DKIM domains are aligned (<c>adkim</c>), or null where no record applies.</summary>
    public DmarcAlignment? DkimAlignment { get; init; }

    /// <summary>How the SPF domain is aligned (<c>aspf</c>), or null where no record applies.</summary>
    public DmarcAlignment? SpfAlignment { get; init; }

    /// <summary>The text of the record that applies, or null.</summary>
    public string? Record { get; init; }

    /// <summary>What in the record RFC 9989 does not allow or has dropped; none of it is acted on.</summary>
    public IReadOnlyList<RecordProblem> Problems { get; init; } = [];

    /// <summary>Where aggregate reports go (<c>rua</c>).</summary>
    public IReadOnlyList<string> AggregateReportUris { get; init; } = [];

    /// <summary>Where failure reports go (<c>ruf</c>).</summary>
    public IReadOnlyList<string> FailureReportUris { get; init; } = [];

    /// <summary>The domains that SPF and DKIM checked, with their alignment.</summary>
    public IReadOnlyList<DmarcIdentifier> Identifiers { get; init; } = [];

    /// <summary>The questions that were asked, in order.</summary>
    public IReadOnlyList<DmarcQuery> Queries { get; init; } = [];

    /// <summary>Why there is no verdict, as one sentence; null where there is one.</summary>
    public string? Failure { get; init; }
}
