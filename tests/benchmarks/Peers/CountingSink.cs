using System;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Benchmarks.Processes;

namespace SmtpAdmin.Benchmarks.Peers;

/// <summary>Postfix's <c>smtp-sink</c>: takes every message, drops it, and counts it at the end of its data.</summary>
internal sealed class CountingSink : IAsyncDisposable
{
    private const string Backlog = "1000";

    /// <summary>It writes after each message; reading each time would take processor time from those who are measured.</summary>
    private static readonly TimeSpan s_betweenReads = TimeSpan.FromMilliseconds(2);

    private readonly ChildProcess _process;
    private readonly SinkCounter _counter = new();
    private readonly char[] _buffer = new char[4096];
    private int _expected;

    private CountingSink(ChildProcess process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Port { get; }

    public int Received => _counter.Messages;

    public static async Task<CountingSink> StartAsync(CancellationToken cancellationToken)
    {
        int port = Loopback.FindFreePort();
        // It refuses to stay the superuser.
        string[] user = Environment.IsPrivilegedProcess ? ["-u", "nobody"] : [];
        ChildProcess process = ChildProcess.Start(
            Tool.FindOfPostfix("smtp-sink"), [.. user, "-c", $"127.0.0.1:{port}", Backlog]);
        CountingSink sink = new(process, port);
        try
        {
            await Loopback.WaitForListenerAsync(port, "smtp-sink", cancellationToken);
            return sink;
        }
        catch
        {
            await sink.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits for that many messages more. Also keeps the sink's output from filling its pipe.</summary>
    /// <exception cref="BenchmarkException">More came than all that were expected so far.</exception>
    public async Task ExpectAsync(int messages, CancellationToken cancellationToken)
    {
        _expected += messages;
        while (Received < _expected)
        {
            int read = await _process.Output.ReadAsync(_buffer, cancellationToken).AsTask().WaitAsync(cancellationToken);
            if (read == 0)
            {
                throw await _process.DescribeFailureAsync();
            }

            _counter.Feed(_buffer.AsSpan(0, read));
            await Task.Delay(s_betweenReads, cancellationToken);
        }

        if (Received > _expected)
        {
            throw new BenchmarkException($"The sink has {Received} messages, but only {_expected} were sent.");
        }
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
