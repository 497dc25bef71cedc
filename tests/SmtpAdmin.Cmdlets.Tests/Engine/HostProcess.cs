using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace SmtpAdmin.Cmdlets.Tests.Engine;

/// <summary>Runs a script with <c>smtpadmin run</c> in a process of its own.</summary>
internal static class HostProcess
{
    /// <summary>Runs a script that finds the module imported.</summary>
    public static Task<HostProcessResult> RunScriptAsync(string script) => RunFileAsync(script, "run");

    /// <summary>Runs a script in the bare engine; it imports what it needs.</summary>
    public static Task<HostProcessResult> RunBareScriptAsync(string script) => RunFileAsync(script, "run", "--no-module");

    private static async Task<HostProcessResult> RunFileAsync(string script, params string[] options)
    {
        string file = Path.Combine(Path.GetTempPath(), $"smtpadmin-{Guid.NewGuid():N}.ps1");
        await File.WriteAllTextAsync(file, script);
        try
        {
            return await RunAsync([.. options, file]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    public static async Task<HostProcessResult> RunAsync(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [BuildFacts.HostAssembly, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = RepositoryFiles.Root,
        };
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        using System.Threading.CancellationTokenSource limit = new(TimeSpan.FromSeconds(60));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The host did not end. It wrote: {await output}{await error}");
        }

        return new HostProcessResult(process.ExitCode, await output, await error);
    }
}
