namespace SmtpAdmin.Core.Evaluation.Spf;

/// <summary>Why an evaluation gives no verdict; those of a record's syntax are the parser's.</summary>
internal static class SpfProblemCodes
{
    /// <summary>A question was not answered.</summary>
    public const string DnsFailed = "SPF-DNS-FAILED";

    /// <summary>The evaluation took too long.</summary>
    public const string TimeExceeded = "SPF-TIME-EXCEEDED";

    /// <summary>More terms than allowed ask the domain name system.</summary>
    public const string LookupsExceeded = "SPF-LOOKUPS-EXCEEDED";

    /// <summary>More questions than allowed find nothing.</summary>
    public const string VoidLookupsExceeded = "SPF-VOID-LOOKUPS-EXCEEDED";

    /// <summary>An mx names more hosts than may be looked up.</summary>
    public const string MxHostsExceeded = "SPF-MX-HOSTS-EXCEEDED";

    /// <summary>The domain has several records.</summary>
    public const string Multiple = "SPF-MULTIPLE";

    /// <summary>The domain has no record.</summary>
    public const string Missing = "SPF-MISSING";

    /// <summary>An include names a domain without a record.</summary>
    public const string IncludeWithoutRecord = "SPF-INCLUDE-NO-RECORD";

    /// <summary>A redirect names a domain without a record.</summary>
    public const string RedirectWithoutRecord = "SPF-REDIRECT-NO-RECORD";

    /// <summary>Includes or redirects lead back to a record on the way.</summary>
    public const string Loop = "SPF-LOOP";

    /// <summary>The name to check is no domain that could have a record.</summary>
    public const string DomainInvalid = "SPF-DOMAIN-INVALID";

    /// <summary>What the term stands for depends on the message.</summary>
    public const string NotExpandable = "SPF-NOT-EXPANDABLE";

    /// <summary>The records name more than was followed.</summary>
    public const string SurveyCut = "SPF-SURVEY-CUT";
}
