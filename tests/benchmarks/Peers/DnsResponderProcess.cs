using System;
using System.Globalization;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Benchmarks.Processes;

namespace SmtpAdmin.Benchmarks.Peers;

/// <summary>A <see cref="DnsResponder"/> that runs beside us.</summary>
internal sealed class DnsResponderProcess : IAsyncDisposable
{
    private readonly ChildProcess _process;

    private DnsResponderProcess(ChildProcess process, int port)
    {
        _process = process;
        EndPoint = new IPEndPoint(IPAddress.Loopback, port);
    }

    public IPEndPoint EndPoint { get; }

    public static async Task<DnsResponderProcess> StartAsync(TimeSpan latency, CancellationToken cancellationToken)
    {
        ChildProcess process = ChildProcess.Start(
            Environment.ProcessPath!,
            [.. Launch(), DnsResponder.Word, latency.TotalMilliseconds.ToString("F0", CultureInfo.InvariantCulture)]);
        string? line = await process.Output.ReadLineAsync(cancellationToken);
        return int.TryParse(line, CultureInfo.InvariantCulture, out int port)
            ? new DnsResponderProcess(process, port)
            : throw await process.DescribeFailureAsync();
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    // With dotnet as the program, the assembly is its first argument.
    private static string[] Launch()
    {
        string assembly = typeof(DnsResponderProcess).Assembly.Location;
        return Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? [assembly] : [];
    }
}
