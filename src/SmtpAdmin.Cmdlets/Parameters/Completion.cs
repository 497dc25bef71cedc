namespace SmtpAdmin.Cmdlets.Parameters;

/// <summary>A value that a parameter can have.</summary>
/// <param name="Value">The value as the user would type it, without quotes.</param>
/// <param name="Meaning">What it stands for, shown beside it.</param>
internal sealed record Completion(string Value, string Meaning);
