using System;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using DnsClient;
using SmtpAdmin.Core.Dns;

namespace SmtpAdmin.Benchmarks.Peers;

/// <summary>The same questions, a fixed number of them under way: by our resolver, and by DnsClient alone.</summary>
internal static class DnsLoops
{
    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(10);

    public static async Task<TimeSpan> AskWithResolverAsync(
        IPEndPoint server, int questions, int underWay, CancellationToken cancellationToken)
    {
        DnsResolverOptions options = new() { Server = server.ToString(), Timeout = s_timeout };
        using DnsResolver resolver =
            await DnsResolverFactory.CreateAsync(options, TimeProvider.System, cancellationToken);
        return await RunAsync(
            async name =>
                (await resolver.QueryAsync(name, DnsRecordType.A, cancellationToken)).Status == DnsStatus.Found,
            questions,
            underWay);
    }

    public static Task<TimeSpan> AskWithDnsClientAsync(
        IPEndPoint server, int questions, int underWay, CancellationToken cancellationToken)
    {
        LookupClient client = new(new LookupClientOptions(server) { UseCache = false, Timeout = s_timeout });
        return RunAsync(
            async name => (await client.QueryAsync(name, QueryType.A, QueryClass.IN, cancellationToken)).Answers.Count == 1,
            questions,
            underWay);
    }

    private static async Task<TimeSpan> RunAsync(Func<string, Task<bool>> askAsync, int questions, int underWay)
    {
        int next = 0;
        async Task WorkAsync()
        {
            int number;
            while ((number = Interlocked.Increment(ref next)) <= questions)
            {
                if (!await askAsync(FormattableString.Invariant($"n{number}.example.com")))
                {
                    throw new BenchmarkException($"Question {number} got no answer.");
                }
            }
        }

        long started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, underWay).Select(_ => Task.Run(WorkAsync)));
        return Stopwatch.GetElapsedTime(started);
    }
}
