using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Engine;

/// <summary>The built <c>smtpadmin</c> as a child process.</summary>
internal static class HostProcess
{
    public static ChildProcess Start(params IEnumerable<string> arguments)
        => ChildProcess.Start("dotnet", [BuildFacts.HostAssembly, .. arguments]);

    public static async Task<ChildResult> RunAsync(IEnumerable<string> arguments, string input, CancellationToken cancel)
    {
        using ChildProcess child = Start(arguments);
        return await child.FinishAsync(input, cancel);
    }

    /// <summary>Runs a script that finds the module imported.</summary>
    public static Task<ChildResult> RunScriptAsync(string script) => RunFileAsync(script, "run");

    /// <summary>Runs a script in the bare engine; it imports what it needs.</summary>
    public static Task<ChildResult> RunBareScriptAsync(string script) => RunFileAsync(script, "run", "--no-module");

    private static async Task<ChildResult> RunFileAsync(string script, params string[] options)
    {
        string file = Path.Combine(Path.GetTempPath(), $"smtpadmin-{Guid.NewGuid():N}.ps1");
        await File.WriteAllTextAsync(file, script, TestContext.Current.CancellationToken);
        try
        {
            return await RunAsync([.. options, file], string.Empty, TestContext.Current.CancellationToken);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
