using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Benchmarks.Processes;

namespace SmtpAdmin.Benchmarks.Peers;

/// <summary>Our relay in a process of its own: <c>smtpadmin run</c> with a script that starts it.</summary>
internal sealed class RelayProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_stopGrace = TimeSpan.FromSeconds(10);

    private readonly ChildProcess _process;

    private RelayProcess(ChildProcess process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Port { get; }

    /// <summary>Starts a relay that queues on disk and delivers to a port of this machine.</summary>
    public static Task<RelayProcess> StartForwardingAsync(int smartHostPort, string queue, CancellationToken cancellationToken)
        => StartAsync(
            ["-SmartHostPort", smartHostPort.ToString(CultureInfo.InvariantCulture), "-QueuePath", queue], cancellationToken);

    /// <summary>Starts a relay that keeps messages in memory.</summary>
    public static Task<RelayProcess> StartCapturingAsync(CancellationToken cancellationToken)
        => StartAsync([], cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _process.FinishAsync(s_stopGrace);
        await _process.DisposeAsync();
    }

    private static async Task<RelayProcess> StartAsync(IEnumerable<string> options, CancellationToken cancellationToken)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "Peers", "Relay.ps1");
        ChildProcess process = ChildProcess.Start("dotnet", [BuildFacts.HostAssembly, "run", script, .. options]);
        try
        {
            string? line = await process.Output.ReadLineAsync(cancellationToken).AsTask()
                .WaitAsync(s_startLimit, cancellationToken);
            return int.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out int port)
                ? new RelayProcess(process, port)
                : throw await process.DescribeFailureAsync();
        }
        catch (TimeoutException)
        {
            throw await process.DescribeFailureAsync();
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }
}
