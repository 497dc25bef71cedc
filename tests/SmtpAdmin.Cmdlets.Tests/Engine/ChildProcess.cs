using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Cmdlets.Tests.Engine;

/// <summary>A started program with its output collected; it is killed where a test leaves it running.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task<string> _error;

    private ChildProcess(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    public static ChildProcess Start(string program, IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        return new ChildProcess(Process.Start(start)!);
    }

    public async Task<string?> ReadLineAsync(CancellationToken cancel)
        => await _process.StandardOutput.ReadLineAsync(cancel).AsTask().WaitAsync(s_patience, cancel);

    public async Task<ChildResult> FinishAsync(string input, CancellationToken cancel)
    {
        await _process.StandardInput.WriteAsync(input.AsMemory(), cancel);
        _process.StandardInput.Close();
        string output = await _process.StandardOutput.ReadToEndAsync(cancel).WaitAsync(s_patience, cancel);
        await _process.WaitForExitAsync(cancel).WaitAsync(s_patience, cancel);
        return new ChildResult(_process.ExitCode, WithLineFeeds(output), WithLineFeeds(await _error));
    }

    // A carriage return alone stays: progress is drawn with it.
    private static string WithLineFeeds(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
