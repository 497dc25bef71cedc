namespace SmtpAdmin.Core.Judging.Baselines;

/// <summary>One value that a baseline wants.</summary>
/// <param name="Path">What the value is of.</param>
/// <param name="Expected">The value in the form of <see cref="StateText"/>; null where nothing may be there.</param>
internal readonly record struct BaselineEntry(string Path, string? Expected);
