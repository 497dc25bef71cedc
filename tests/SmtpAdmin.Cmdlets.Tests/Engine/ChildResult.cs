namespace SmtpAdmin.Cmdlets.Tests.Engine;

/// <summary>How a program ended and what it said.</summary>
internal sealed record ChildResult(int ExitCode, string Output, string Error);
