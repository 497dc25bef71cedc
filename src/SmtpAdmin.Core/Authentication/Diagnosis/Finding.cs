namespace SmtpAdmin.Core.Authentication.Diagnosis;

/// <summary>One fact about a refusal, and what to do where it is the decisive one.</summary>
/// <param name="Fact">The fact, as a sentence without secrets.</param>
/// <param name="Advice">What the reader can do about it.</param>
internal sealed record Finding(string Fact, string Advice);
