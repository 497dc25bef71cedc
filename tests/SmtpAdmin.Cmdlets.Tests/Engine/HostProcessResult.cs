namespace SmtpAdmin.Cmdlets.Tests.Engine;

/// <summary>What a process of the host left behind.</summary>
internal sealed record HostProcessResult(int ExitCode, string Output, string Error);
