namespace SmtpAdmin.Benchmarks;

/// <summary>A row cannot be measured on this machine, because a program is not installed.</summary>
internal sealed class MissingToolException(string message) : BenchmarkException(message);
