namespace SmtpAdmin.Core.Status;

/// <summary>What a provider means by a status of its own.</summary>
/// <param name="Status">The subject and detail of the enhanced status code, or null where the text alone shows it.</param>
/// <param name="Words">Words of the text, whatever their case; null where the code alone shows it.</param>
/// <param name="Side">On whose side the cause lies.</param>
/// <param name="Meaning">What it means.</param>
/// <param name="Action">What to do.</param>
/// <param name="Check">A command that checks it, or null.</param>
internal sealed record ProviderEntry(
    string? Status, string? Words, SmtpStatusSide Side, string Meaning, string Action, string? Check = null);
