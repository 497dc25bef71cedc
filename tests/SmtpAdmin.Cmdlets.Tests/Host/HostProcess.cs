using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Cmdlets.Tests.Host;

/// <summary>The built <c>smtpadmin</c> as a child process.</summary>
internal static class HostProcess
{
    /// <summary>The executable where its own build put it, in the configuration of the tests.</summary>
    public static string Path { get; } = Find();

    public static ChildProcess Start(SampleModule module, params IEnumerable<string> arguments)
        => ChildProcess.Start("dotnet", [Path, "run", "--module", module.ManifestPath, .. arguments]);

    public static async Task<ChildResult> RunAsync(
        SampleModule module, IEnumerable<string> arguments, string input, CancellationToken cancel)
    {
        using ChildProcess child = Start(module, arguments);
        return await child.FinishAsync(input, cancel);
    }

    private static string Find()
    {
        DirectoryInfo? root = new(AppContext.BaseDirectory);
        while (root is not null && !root.EnumerateFiles("SmtpAdmin.sln").Any())
        {
            root = root.Parent;
        }

        string configuration = AppContext.BaseDirectory.Contains("Release", StringComparison.Ordinal) ? "Release" : "Debug";
        return System.IO.Path.Combine(
            root!.FullName, "src", "SmtpAdmin.Host", "bin", configuration, "net10.0", "SmtpAdmin.Host.dll");
    }
}
