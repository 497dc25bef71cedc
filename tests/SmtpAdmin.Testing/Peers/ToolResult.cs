namespace SmtpAdmin.Testing.Peers;

/// <summary>How a run of a tool ended, with what it wrote.</summary>
public sealed record ToolResult(int ExitCode, string Output, string Errors)
{
    public override string ToString() => $"Exit code {ExitCode}\n{Output}\n{Errors}";
}
