using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Benchmarks.Processes;

/// <summary>A program that runs beside us; disposing it ends it and what it started, and no other process.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _error;

    private ChildProcess(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
    }

    public StreamReader Output => _process.StandardOutput;

    public StreamWriter Input => _process.StandardInput;

    /// <summary>How many bytes of memory it has in use (its working set).</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public static ChildProcess Start(string program, params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>Starts a program and waits for its end.</summary>
    /// <returns>What it wrote to standard output.</returns>
    /// <exception cref="BenchmarkException">It ended with another exit code than 0.</exception>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        await using ChildProcess child = Start(program, arguments);
        string output = await child.Output.ReadToEndAsync(cancellationToken).WaitAsync(cancellationToken);
        await child._process.WaitForExitAsync(cancellationToken);
        return child._process.ExitCode == 0 ? output : throw await child.DescribeFailureAsync();
    }

    /// <summary>Closes its standard input, which asks it to end, and gives it a while to do so.</summary>
    public async Task FinishAsync(TimeSpan grace)
    {
        using CancellationTokenSource limit = new(grace);
        try
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // It is killed when it is disposed.
        }
    }

    /// <summary>Ends it, and says what it wrote to standard error.</summary>
    public async Task<BenchmarkException> DescribeFailureAsync()
    {
        await EndAsync();
        return new BenchmarkException($"{Path.GetFileName(_process.StartInfo.FileName)}: {(await _error).Trim()}");
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _process.Dispose();
    }

    private async Task EndAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
    }
}
