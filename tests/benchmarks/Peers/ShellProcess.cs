using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Benchmarks.Processes;

namespace SmtpAdmin.Benchmarks.Peers;

/// <summary>
/// PowerShell in a process of its own, with a script that imports our module. Whenever it has nothing to do it writes a
/// line; it does its work once for each line that it is sent.
/// </summary>
internal sealed class ShellProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_stopGrace = TimeSpan.FromSeconds(10);

    private readonly ChildProcess _process;

    private ShellProcess(ChildProcess process) => _process = process;

    /// <summary>How many bytes of memory it has in use (its working set).</summary>
    public long Memory => _process.Memory;

    /// <summary>Starts a script of this folder and waits until it is ready.</summary>
    /// <param name="script">The script's file name.</param>
    /// <param name="port">The port of the server that it sends to.</param>
    /// <param name="arguments">The script's other arguments.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="MissingToolException">PowerShell is not installed.</exception>
    public static async Task<ShellProcess> StartAsync(
        string script, int port, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        string program = Tool.TryFind("pwsh") ?? throw new MissingToolException("needs PowerShell");
        ChildProcess process = ChildProcess.Start(
            program,
            [
                "-NoProfile",
                "-NonInteractive",
                "-File", Path.Combine(AppContext.BaseDirectory, "Peers", script),
                "-Manifest", BuildFacts.Manifest,
                "-Port", port.ToString(CultureInfo.InvariantCulture),
                .. arguments,
            ]);
        ShellProcess shell = new(process);
        try
        {
            await shell.ReadAsync(cancellationToken);
            return shell;
        }
        catch
        {
            await shell.DisposeAsync();
            throw;
        }
    }

    /// <summary>Has it do its work once.</summary>
    /// <returns>What the script says of it.</returns>
    public Task<string> WorkAsync(CancellationToken cancellationToken) => WorkAsync("go", cancellationToken);

    /// <summary>Has it do its work once.</summary>
    /// <param name="order">The line that says what is wanted.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What the script says of it.</returns>
    public async Task<string> WorkAsync(string order, CancellationToken cancellationToken)
    {
        await _process.Input.WriteLineAsync(order.AsMemory(), cancellationToken);
        await _process.Input.FlushAsync(cancellationToken);
        return await ReadAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _process.FinishAsync(s_stopGrace);
        await _process.DisposeAsync();
    }

    private async Task<string> ReadAsync(CancellationToken cancellationToken)
        => await _process.Output.ReadLineAsync(cancellationToken).AsTask().WaitAsync(cancellationToken)
            ?? throw await _process.DescribeFailureAsync();
}
