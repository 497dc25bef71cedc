using System.Collections.Generic;

namespace SmtpAdmin;

/// <summary>One check of a domain: its verdict, what that rests on, and what to do.</summary>
public sealed record MailFinding
{
    /// <summary>The stable code of the check, for example <c>SPF-LOOKUPS-EXCEEDED</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The area that the check belongs to, for example <c>Spf</c>; one of <see cref="MailDomainResult.Areas"/>.</summary>
    public required string Area { get; init; }

    /// <summary>The verdict; Unknown where the check could not be made.</summary>
    public required CheckStatus Status { get; init; }

    /// <summary>How much it matters.</summary>
    public required FindingSeverity Severity { get; init; }

    /// <summary>What was seen: the record, the value or the failure that the verdict rests on.</summary>
    public required string Evidence { get; init; }

    /// <summary>Why it matters, or null where the verdict says all.</summary>
    public string? Explanation { get; init; }

    /// <summary>What to do, or null where nothing is to be done.</summary>
    public string? Recommendation { get; init; }

    /// <summary>The lines of a zone file to publish, in order; empty where none would help.</summary>
    public IReadOnlyList<string> Publish { get; init; } = [];

    /// <summary>Returns the code, the verdict and the evidence.</summary>
    /// <returns>For example <c>DMARC-MISSING Fail no record at _dmarc.example.com</c>.</returns>
    public override string ToString() => $"{Code} {Status} {Evidence}".TrimEnd();
}
