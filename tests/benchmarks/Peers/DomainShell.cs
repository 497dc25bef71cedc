using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Benchmarks.Peers;

/// <summary>PowerShell that pipes the domains of <see cref="MailZones"/> into a command and drops the results.</summary>
internal sealed class DomainShell : IAsyncDisposable
{
    private readonly ShellProcess _process;
    private readonly DnsResponderProcess _server;

    private DomainShell(ShellProcess process, DnsResponderProcess server)
    {
        _process = process;
        _server = server;
    }

    /// <summary>How many bytes of memory it has in use.</summary>
    public long Memory => _process.Memory;

    public static async Task<DomainShell> StartAsync(
        DnsResponderProcess server, int throttleLimit, string[] arguments, CancellationToken cancellationToken)
    {
        string limit = throttleLimit.ToString(CultureInfo.InvariantCulture);
        ShellProcess process = await ShellProcess.StartAsync(
            "Domains.ps1", server.EndPoint.Port, ["-ThrottleLimit", limit, .. arguments], cancellationToken);
        return new DomainShell(process, server);
    }

    /// <summary>Has the command handle one domain, and finds out what it asks about that domain and no other.</summary>
    public async Task<IReadOnlyList<DnsName>> LearnAsync(CancellationToken cancellationToken)
    {
        await _process.WorkAsync("1", cancellationToken);
        (_, IReadOnlyList<DnsName> asked) = await _server.TakeQuestionsAsync(cancellationToken);
        return [.. asked.Where(question => question.IsOwn)];
    }

    /// <summary>Has it handle domains.</summary>
    /// <param name="domains">How many.</param>
    /// <param name="results">How many good results there must be.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The time from the first domain to the end of the pipeline.</returns>
    /// <exception cref="BenchmarkException">There were more or fewer results.</exception>
    public async Task<TimeSpan> RunAsync(int domains, int results, CancellationToken cancellationToken)
    {
        string said = await _process.WorkAsync(domains.ToString(CultureInfo.InvariantCulture), cancellationToken);
        return said.Split(' ') is [var milliseconds, var found] && int.Parse(found, CultureInfo.InvariantCulture) == results
            ? TimeSpan.FromMilliseconds(double.Parse(milliseconds, CultureInfo.InvariantCulture))
            : throw new BenchmarkException($"Of {results} results not all were good: {said}");
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();
}
