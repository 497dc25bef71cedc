namespace SmtpAdmin.Core.Evaluation.Dmarc;

/// <summary>Which DMARC record applies to a domain, and the policy that it states for it.</summary>
internal sealed record DmarcFinding
{
    /// <summary>The walk so far: only the domain's own name where its own record applies.</summary>
    public required DmarcWalk Walk { get; init; }

    /// <summary>The name whose record applies; null where none does or where it is not known.</summary>
    public DmarcStep? Applied { get; init; }

    /// <summary>Where that name stands to the domain.</summary>
    public DmarcPolicySource? Source { get; init; }

    /// <summary>The organizational domain as far as it was needed, or null.</summary>
    public string? OrganizationalDomain { get; init; }

    /// <summary>The policy as published; null where none applies or the one that does is not known.</summary>
    public DmarcPolicy? Policy { get; init; }

    /// <summary>The tag of the policy: <c>p</c>, <c>sp</c> or <c>np</c>.</summary>
    public string? PolicyTag { get; init; }

    /// <summary>Which question failed so that record or policy is not known; null where all is known.</summary>
    public string? Failure { get; init; }

    /// <summary>What is to be done with a message that fails, test mode heeded; null where there is no policy.</summary>
    public DmarcPolicy? EffectivePolicy => Applied?.Record?.IsTesting == true ? Lower(Policy) : Policy;

    // Section 4.7, tag t: one level below the policy.
    private static DmarcPolicy? Lower(DmarcPolicy? policy) => policy switch
    {
        DmarcPolicy.Reject => DmarcPolicy.Quarantine,
        DmarcPolicy.Quarantine => DmarcPolicy.None,
        _ => policy,
    };
}
