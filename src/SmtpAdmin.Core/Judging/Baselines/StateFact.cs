namespace SmtpAdmin.Core.Judging.Baselines;

/// <summary>What one record says of one path.</summary>
/// <param name="Path">The path.</param>
/// <param name="IsKnown">Whether it says anything: a question without an answer does not.</param>
/// <param name="Text">The value, or null where there is none or none is known.</param>
internal readonly record struct StateFact(string Path, bool IsKnown, string? Text);
