using System;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Benchmarks.Measurement;

/// <summary>One who does the work of a row: does it once and says how long it took.</summary>
internal sealed record Contender(string Name, Func<CancellationToken, Task<TimeSpan>> TakeTurnAsync);
