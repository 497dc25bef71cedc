using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Benchmarks.Measurement;
using SmtpAdmin.Benchmarks.Peers;
using SmtpAdmin.Benchmarks.Report;

namespace SmtpAdmin.Benchmarks.Rows;

/// <summary>
/// Many domains through Test-MailDomain in PowerShell, beside a limit and beside a bare loop that asks as many questions;
/// what that takes of memory; and how many round trips a single domain takes.
/// </summary>
internal sealed class DomainsRow(Options options) : IRow
{
    private const int ThrottleLimit = 128;
    private const int UnderWay = 512;
    private const int LeastDomains = 300;
    private const double MostMegabytes = 100;
    private const double MostRoundTrips = 10;
    private const int TimesAlone = 20;
    private static readonly TimeSpan s_latency = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan s_longLatency = TimeSpan.FromMilliseconds(100);

    public string Title => "domains tested";

    public async Task<IReadOnlyList<IFinding>> RunAsync(CancellationToken cancellationToken) =>
        [.. await RunManyAsync(cancellationToken), await RunAloneAsync(cancellationToken)];

    private async Task<IReadOnlyList<IFinding>> RunManyAsync(CancellationToken cancellationToken)
    {
        int domains = options.Messages;
        await using DnsResponderProcess server = await DnsResponderProcess.StartAsync(s_latency, cancellationToken);
        await using DomainShell shell = await DomainShell.StartAsync(server, ThrottleLimit, [], cancellationToken);
        IReadOnlyList<DnsName> questions = await shell.LearnAsync(cancellationToken);

        // What is loaded and compiled once, and the memory that the first round takes, is there when the watch begins.
        await shell.RunAsync(domains, domains, cancellationToken);
        double growth = await MemoryWatch.GrowthAsync(
            () => shell.Memory, token => shell.RunAsync(domains, domains, token), cancellationToken);
        int asked = (await server.TakeQuestionsAsync(cancellationToken)).Count / 2;
        IReadOnlyList<Series> series = await Turns.RunAsync(
            [
                new("Test-MailDomain", token => shell.RunAsync(domains, domains, token)),
                new("DnsClient", token => DnsLoops.AskWithDnsClientAsync(server.EndPoint, domains, questions, UnderWay, token)),
            ],
            options.Rounds,
            cancellationToken);
        string title = FormattableString.Invariant(
            $"{Title}, {domains:N0} with {(double)asked / domains:F1} questions each, latency 20 ms");
        double[] rates = [.. series[0].Times.Select(time => time.TotalMilliseconds * LeastDomains / domains)];
        return
        [
            new Bound($"{title}: time for {LeastDomains} domains", "Test-MailDomain", rates, 1000, "ms"),
            new Comparison(title, series[0], series[1], new DomainRate(domains)),
            new Bound($"{title}: memory above the round before", "Test-MailDomain", [growth], MostMegabytes, "MB"),
        ];
    }

    private static async Task<IFinding> RunAloneAsync(CancellationToken cancellationToken)
    {
        await using DnsResponderProcess server = await DnsResponderProcess.StartAsync(s_longLatency, cancellationToken);
        await using DomainShell shell = await DomainShell.StartAsync(server, ThrottleLimit, [], cancellationToken);
        await shell.RunAsync(ThrottleLimit, ThrottleLimit, cancellationToken);
        List<double> trips = [];
        for (int i = 0; i < TimesAlone; i++)
        {
            trips.Add(await shell.RunAsync(1, 1, cancellationToken) / s_longLatency);
        }

        return new Bound("one domain tested, latency 100 ms", "Test-MailDomain", trips, MostRoundTrips, "round trips");
    }
}
