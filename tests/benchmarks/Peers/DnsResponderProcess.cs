using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
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

    /// <summary>Takes the questions that came since the last call.</summary>
    /// <returns>How many they were, and the first of them.</returns>
    public async Task<(int Count, IReadOnlyList<DnsName> First)> TakeQuestionsAsync(CancellationToken cancellationToken)
    {
        await _process.Input.WriteLineAsync("questions".AsMemory(), cancellationToken);
        await _process.Input.FlushAsync(cancellationToken);
        string line = await _process.Output.ReadLineAsync(cancellationToken) ?? throw await _process.DescribeFailureAsync();
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (int.Parse(words[0], CultureInfo.InvariantCulture), [.. words.Skip(1).Select(DnsName.Parse)]);
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    // With dotnet as the program, the assembly is its first argument.
    private static string[] Launch()
    {
        string assembly = typeof(DnsResponderProcess).Assembly.Location;
        return Environment.ProcessPath!.EndsWith("dotnet", StringComparison.Ordinal) ? [assembly] : [];
    }
}
