using System.Management.Automation;

namespace SmtpAdmin.Cmdlets.Errors;

/// <summary>What the catalogue says of a kind of error.</summary>
/// <param name="Category">The true category; scripts filter by it.</param>
/// <param name="Message">What went wrong, as one sentence; the facts of the case follow it.</param>
/// <param name="RecommendedAction">What the reader can do about it.</param>
internal sealed record ErrorEntry(ErrorCategory Category, string Message, string RecommendedAction);
