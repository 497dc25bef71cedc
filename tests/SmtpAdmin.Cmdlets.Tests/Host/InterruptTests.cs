using System.Diagnostics;
using System.Globalization;
using System.Threading.Tasks;
using System.Threading;
using System;
using SmtpAdmin.Cmdlets.Tests.Engine;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Host;

public sealed class InterruptTests : IDisposable
{
    private const string Loop = "while ($true) { [System.Threading.Thread]::Sleep(50) }";

    // One second to stop, and room for a machine that is busy with other tests.
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(3);

    private readonly SampleModule _module = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _module.Dispose();

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task A_signal_stops_the_script_and_cleans_up(string signal, int exitCode)
        => await StopAsync(Loop, signal, exitCode);

    [Fact]
    public async Task A_signal_stops_a_compiled_cmdlet_that_waits()
        => await StopAsync(
            $"Import-Module '{typeof(WaitUntilStoppedCommand).Assembly.Location}'; [Console]::Out.WriteLine('loaded'); "
            + "Wait-UntilStopped",
            "INT",
            130);

    [Fact]
    public async Task A_signal_stops_a_prompt()
        => await StopAsync("[Console]::Out.WriteLine('asking'); Write-Sample", "INT", 130);

    [Fact]
    public async Task A_second_signal_does_not_wait_for_the_cleaning_up()
    {
        using ChildProcess child = await StartAsync(
            $"try {{ {Loop} }} finally {{ [Console]::Out.WriteLine('stuck'); {Loop} }}");

        await SignalAsync(child, "INT");
        Assert.Equal("stuck", await child.ReadLineAsync(Cancel));
        await SignalAsync(child, "INT");

        Assert.Equal(130, (await child.FinishAsync("", Cancel)).ExitCode);
    }

    private async Task StopAsync(string body, string signal, int exitCode)
    {
        using ChildProcess child = await StartAsync(
            $"try {{ {body} }} finally {{ [Console]::Out.WriteLine('finally ran') }}");
        if (body != Loop)
        {
            await child.ReadLineAsync(Cancel);
        }

        Stopwatch watch = Stopwatch.StartNew();
        await SignalAsync(child, signal);
        string output = "";
        while (await child.ReadLineAsync(Cancel) is string line)
        {
            output += line + "\n";
        }

        Assert.EndsWith("finally ran\nmodule removed\n", output, StringComparison.Ordinal);
        Assert.True(watch.Elapsed < s_limit, $"It took {watch.Elapsed}.");
        Assert.Equal(exitCode, (await child.FinishAsync("", Cancel)).ExitCode);
    }

    private async Task<ChildProcess> StartAsync(string body)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no signals to send to another process.");
        }

        ChildProcess child = HostProcess.Start([.. _module.RunWords, $"[Console]::Out.WriteLine('running'); {body}"]);
        Assert.Equal("running", await child.ReadLineAsync(Cancel));
        return child;
    }

    private static async Task SignalAsync(ChildProcess child, string signal)
    {
        using Process kill = Process.Start("kill", [$"-{signal}", child.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(Cancel);
    }
}
