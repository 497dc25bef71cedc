using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Benchmarks.Measurement;
using SmtpAdmin.Benchmarks.Peers;
using SmtpAdmin.Benchmarks.Report;

namespace SmtpAdmin.Benchmarks.Rows;

/// <summary>Our resolver beside a bare loop over DnsClient: the same questions to the same server.</summary>
internal sealed class DnsRow(Options options) : IRow
{
    private const int QuestionsOfDomain = 25;
    private const int UnderWay = 256;
    private static readonly int[] s_latencies = [0, 20];

    public string Title => "questions to a name server";

    public async Task<IReadOnlyList<IFinding>> RunAsync(CancellationToken cancellationToken)
    {
        int questions = options.Messages * QuestionsOfDomain;
        List<IFinding> findings = [];
        foreach (int latency in s_latencies)
        {
            await using DnsResponderProcess server = await DnsResponderProcess.StartAsync(
                TimeSpan.FromMilliseconds(latency), cancellationToken);
            Contender ours = new(
                "the resolver", token => DnsLoops.AskWithResolverAsync(server.EndPoint, questions, UnderWay, token));
            Contender peer = new(
                "DnsClient", token => DnsLoops.AskWithDnsClientAsync(server.EndPoint, questions, UnderWay, token));
            IReadOnlyList<Series> series = await Turns.RunAsync([ours, peer], options.Rounds, cancellationToken);
            string title = FormattableString.Invariant($"{Title}, {UnderWay} under way, latency {latency} ms");
            findings.Add(new Comparison(title, series[0], series[1], new QuestionRate(questions)));
        }

        return findings;
    }
}
