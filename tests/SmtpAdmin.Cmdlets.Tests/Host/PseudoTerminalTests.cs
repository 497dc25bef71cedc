using System.IO;
using System.Threading.Tasks;
using System.Threading;
using System;
using SmtpAdmin.Cmdlets.Tests.Engine;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Host;

public sealed class PseudoTerminalTests : IDisposable
{
    private const string ScriptTool = "/usr/bin/script";

    private readonly SampleModule _module = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _module.Dispose();

    [Fact]
    public async Task Progress_is_drawn_on_a_terminal_and_cleared_before_other_output()
    {
        string output = await RunAsync("", "Write-Sample progress; 'after'");

        const string Line = "Working: half done";
        Assert.Contains($"\r{Line}\r{new string(' ', Line.Length)}\rafter", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_are_red_on_a_terminal_unless_NO_COLOR_is_set()
    {
        Assert.Contains("\x1b[31;1mWrite-Sample:\x1b[0m It broke", await RunAsync("", "Write-Sample error"), StringComparison.Ordinal);

        string plain = await RunAsync("NO_COLOR=1", "Write-Sample error; Get-Sample");
        Assert.Contains("Write-Sample: It broke", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("\x1b[31", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("\x1b[32", plain, StringComparison.Ordinal);
    }

    private async Task<string> RunAsync(string environment, string command)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(ScriptTool))
        {
            Assert.Skip("The script tool of util-linux makes the pseudo terminal.");
        }

        string line = $"env -u NO_COLOR {environment} TERM=xterm dotnet {BuildFacts.HostAssembly} run --module {_module.ManifestPath} \"{command}\"";
        using ChildProcess child = ChildProcess.Start(ScriptTool, ["-qec", line, "/dev/null"]);
        return (await child.FinishAsync("", Cancel)).Output;
    }
}
