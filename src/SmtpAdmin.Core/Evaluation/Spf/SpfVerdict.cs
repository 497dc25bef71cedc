namespace SmtpAdmin.Core.Evaluation.Spf;

/// <summary>What check_host came to for one domain, and the term that decided.</summary>
/// <param name="Result">The result; never an error, which ends the whole evaluation.</param>
/// <param name="Decisive">The entry of the term that decided, or null where none did.</param>
/// <param name="Record">The record that decided: its domain is the one that explains a Fail.</param>
/// <param name="Explanation">The record's exp modifier, or null.</param>
internal sealed record SpfVerdict(SpfResult Result, SpfLedgerEntry? Decisive, SpfFrame Record, SpfTerm? Explanation);
