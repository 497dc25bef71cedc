namespace SmtpAdmin.Core.Status;

/// <summary>What a code stands for.</summary>
/// <param name="Name">The registered name.</param>
/// <param name="Reference">The RFC that defines it.</param>
/// <param name="Side">On whose side the cause lies, as a rule.</param>
/// <param name="Meaning">What it means, in a sentence.</param>
/// <param name="Causes">The likely causes in order, separated by a vertical bar.</param>
/// <param name="Action">What to do.</param>
/// <param name="Check">A command that checks the likeliest cause, or null.</param>
internal sealed record StatusEntry(
    string Name, string Reference, SmtpStatusSide Side, string Meaning, string Causes, string Action, string? Check = null);
