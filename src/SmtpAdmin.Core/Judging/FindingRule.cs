namespace SmtpAdmin.Core.Judging;

/// <summary>What a finding of a code means, whichever domain it is found at.</summary>
/// <param name="Code">The stable code.</param>
/// <param name="Status">Fail where a standard or the purpose is missed, Warn where something can be better.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Explanation">Why it matters, as one sentence.</param>
/// <param name="Recommendation">What to do, as one sentence.</param>
internal sealed record FindingRule(
    string Code, CheckStatus Status, FindingSeverity Severity, string Explanation, string Recommendation);
