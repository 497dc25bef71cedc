using System;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Testing.Servers;

/// <summary>One step of a script, and how a failure names it.</summary>
internal sealed record ScriptStep(string Description, Func<ScriptConnection, CancellationToken, Task> RunAsync);
