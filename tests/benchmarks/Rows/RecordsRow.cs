using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Benchmarks.Measurement;
using SmtpAdmin.Benchmarks.Peers;
using SmtpAdmin.Benchmarks.Report;

namespace SmtpAdmin.Benchmarks.Rows;

/// <summary>Three records of many domains by Get-MailDnsRecord in PowerShell, beside a bare loop with the same questions.</summary>
internal sealed class RecordsRow(Options options) : IRow
{
    private const int RecordsOfDomain = 3;
    private const int ThrottleLimit = 128;
    private const int UnderWay = 256;
    private static readonly int[] s_latencies = [0, 20];

    public string Title => "records read";

    public async Task<IReadOnlyList<IFinding>> RunAsync(CancellationToken cancellationToken)
    {
        int domains = options.Messages;
        List<IFinding> findings = [];
        foreach (int latency in s_latencies)
        {
            await using DnsResponderProcess server = await DnsResponderProcess.StartAsync(
                TimeSpan.FromMilliseconds(latency), cancellationToken);
            await using DomainShell shell = await DomainShell.StartAsync(server, ThrottleLimit, ["-Records"], cancellationToken);
            IReadOnlyList<DnsName> questions = await shell.LearnAsync(cancellationToken);
            IReadOnlyList<Series> series = await Turns.RunAsync(
                [
                    new("Get-MailDnsRecord", token => shell.RunAsync(domains, domains * RecordsOfDomain, token)),
                    new("DnsClient", token => DnsLoops.AskWithDnsClientAsync(server.EndPoint, domains, questions, UnderWay, token)),
                ],
                options.Rounds,
                cancellationToken);
            string title = FormattableString.Invariant(
                $"{Title}, {domains:N0} domains with {questions.Count} questions each, latency {latency} ms");
            findings.Add(new Comparison(title, series[0], series[1], new DomainRate(domains)));
        }

        return findings;
    }
}
