using System;

namespace SmtpAdmin.Benchmarks;

/// <summary>A row cannot be measured: a peer did not start, or a message did not arrive.</summary>
internal class BenchmarkException(string message) : Exception(message);
