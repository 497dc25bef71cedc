using System;
using System.Collections.Generic;
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
            async number =>
                (await resolver.QueryAsync(NameOf(number), DnsRecordType.A, cancellationToken)).Status == DnsStatus.Found,
            questions,
            underWay);
    }

    public static Task<TimeSpan> AskWithDnsClientAsync(
        IPEndPoint server, int questions, int underWay, CancellationToken cancellationToken)
    {
        LookupClient client = CreateClient(server);
        return RunAsync(
            async number => await AskAsync(client, NameOf(number), QueryType.A, cancellationToken) == 1,
            questions,
            underWay);
    }

    /// <summary>Asks the given questions of each of the domains, a number of them under way.</summary>
    /// <param name="server">The name server.</param>
    /// <param name="domains">How many domains.</param>
    /// <param name="questions">The questions about the domain with number 1.</param>
    /// <param name="underWay">How many questions are under way.</param>
    /// <param name="cancellationToken">Ends the loop.</param>
    public static Task<TimeSpan> AskWithDnsClientAsync(
        IPEndPoint server,
        int domains,
        IReadOnlyList<DnsName> questions,
        int underWay,
        CancellationToken cancellationToken)
    {
        LookupClient client = CreateClient(server);
        return RunAsync(
            async number =>
            {
                int index = number - 1;
                DnsName question = questions[index % questions.Count].OfDomain((index / questions.Count) + 1);
                return await AskAsync(client, question.Name, (QueryType)question.Type, cancellationToken) is not null;
            },
            domains * questions.Count,
            underWay);
    }

    private static LookupClient CreateClient(IPEndPoint server) =>
        new(new LookupClientOptions(server) { UseCache = false, Timeout = s_timeout });

    // Null where no answer came; that there is no such name is one.
    private static async Task<int?> AskAsync(
        LookupClient client, string name, QueryType type, CancellationToken cancellationToken)
    {
        IDnsQueryResponse response = await client.QueryAsync(name, type, QueryClass.IN, cancellationToken);
        return response.Header.ResponseCode is DnsHeaderResponseCode.NoError or DnsHeaderResponseCode.NotExistentDomain
            ? response.Answers.Count
            : null;
    }

    private static string NameOf(int number) => "mx." + MailZones.DomainOf(number);

    private static async Task<TimeSpan> RunAsync(Func<int, Task<bool>> askAsync, int questions, int underWay)
    {
        int next = 0;
        async Task WorkAsync()
        {
            int number;
            while ((number = Interlocked.Increment(ref next)) <= questions)
            {
                if (!await askAsync(number))
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
