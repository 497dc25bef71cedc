using System.Collections.Generic;

namespace SmtpAdmin;

/// <summary>How DMARC treats a domain's mail: the policy and where it comes from, and what a message meets.</summary>
public sealed record DmarcTestResult
{
    /// <summary>
    /// The domain of the From field, in lower case and A-labels; null where a message's From names none or several.
    /// </summary>
    public string? Domain { get; init; }

    /// <summary>
    /// What a message meets that fails, test mode heeded. Null where no policy applies; with <see cref="Failure"/> set,
    /// where it is not known.
    /// </summary>
    public DmarcPolicy? EffectivePolicy { get; init; }

    /// <summary>The policy as published, or null.</summary>
    public DmarcPolicy? Policy { get; init; }

    /// <summary>The tag that the policy comes from: <c>p</c>, <c>sp</c> or <c>np</c>; null where none.</summary>
    public string? PolicyTag { get; init; }

    /// <summary>The domain whose record applies; null where none does.</summary>
    public string? PolicyDomain { get; init; }

    /// <summary>Where that domain stands to this one, or null.</summary>
    public DmarcPolicySource? PolicySource { get; init; }

    /// <summary>The organizational domain (RFC 9989, section 4.10.2); null where a question failed.</summary>
    public string? OrganizationalDomain { get; init; }

    /// <summary>Whether the policy is only tested (<c>t=y</c>).</summary>
    public bool IsTesting { get; init; }

    /// <summary>How DKIM domains are aligned (<c>adkim</c>), or null where no record applies.</summary>
    public DmarcAlignment? DkimAlignment { get; init; }

    /// <summary>How the SPF domain is aligned (<c>aspf</c>), or null where no record applies.</summary>
    public DmarcAlignment? SpfAlignment { get; init; }

    /// <summary>The text of the record that applies, or null.</summary>
    public string? Record { get; init; }

    /// <summary>What in the record RFC 9989 does not allow or has dropped.</summary>
    public IReadOnlyList<RecordProblem> Problems { get; init; } = [];

    /// <summary>Where reports go, and whether they are taken there.</summary>
    public IReadOnlyList<DmarcReportDestination> ReportDestinations { get; init; } = [];

    /// <summary>The verdict on the message that was described; null where none was.</summary>
    public DmarcVerdict? Verdict { get; init; }

    /// <summary>What the owner asks to do with that message; null where there is no message or no verdict.</summary>
    public DmarcPolicy? Disposition { get; init; }

    /// <summary>The domains that authenticate that message, with their alignment.</summary>
    public IReadOnlyList<DmarcIdentifier> Identifiers { get; init; } = [];

    /// <summary>The questions that were asked, in order, those about report destinations left out.</summary>
    public IReadOnlyList<DmarcQuery> Queries { get; init; } = [];

    /// <summary>What is not known and why, as one sentence; null where all is known.</summary>
    public string? Failure { get; init; }
}
