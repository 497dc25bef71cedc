using System;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace SmtpAdmin.Relay.Tests.Crash;

/// <summary>A process that a crash test kills, without a warning and without waiting for anything.</summary>
internal sealed class CrashChildProcess : IAsyncDisposable
{
    private readonly Process _process;

    private CrashChildProcess(Process process) => _process = process;

    public StreamReader Output => _process.StandardOutput;

    public static CrashChildProcess Start(params string[] arguments)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "SmtpAdmin.Relay.CrashChild.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true };
        return new CrashChildProcess(Process.Start(start)!);
    }

    /// <summary>SIGKILL, or its like.</summary>
    public void Kill() => _process.Kill();

    public Task WaitForExitAsync() => _process.WaitForExitAsync();

    public async ValueTask DisposeAsync()
    {
        Kill();
        await WaitForExitAsync();
        _process.Dispose();
    }
}
