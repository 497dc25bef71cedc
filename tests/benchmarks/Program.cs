using System;
using System.IO;
using System.Runtime.InteropServices;
using System.Threading;
using SmtpAdmin.Benchmarks;
using SmtpAdmin.Benchmarks.Peers;
using SmtpAdmin.Benchmarks.Report;

if (args is [DnsResponder.Word, var latency])
{
    DnsResponder.Run(latency);
    return 0;
}

const int Failed = 1;
const int Misused = 2;
const int Interrupted = 130;

// The handlers only cancel: the rows then end what they started, each process by its id.
using CancellationTokenSource stop = new();
void Stop(PosixSignalContext context)
{
    context.Cancel = true;
    stop.Cancel();
}

using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

try
{
    Options options = Options.Parse(args);
    BenchmarkRun run = new(options, Console.Error);
    MarkdownReport report = await run.RunAsync(stop.Token);
    Console.Write(report.Text);
    if (options.OutputFile is { } file)
    {
        await File.WriteAllTextAsync(file, report.Text, stop.Token);
    }

    return run.HasFailed ? Failed : 0;
}
catch (UsageException exception)
{
    Console.Error.WriteLine(exception.Message);
    Console.Error.WriteLine(Options.Usage);
    return Misused;
}
catch (OperationCanceledException)
{
    return Interrupted;
}
