using System.Collections.Concurrent;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Dns;

/// <summary>
/// Answers a question that was asked before from memory. It lives for one call of a command: within it the same host
/// or name comes up again and again, and nobody expects an old answer from the next call. Failures are not kept.
/// </summary>
internal sealed class CachingDnsResolver(IDnsResolver inner) : IDnsResolver
{
    private readonly ConcurrentDictionary<DnsQuestion, DnsAnswer> _answers = new();

    /// <inheritdoc/>
    public async Task<DnsAnswer> QueryAsync(string name, DnsRecordType type, CancellationToken cancellationToken)
    {
        var question = new DnsQuestion(name, type);
        if (_answers.TryGetValue(question, out DnsAnswer? known))
        {
            return known;
        }

        DnsAnswer answer = await inner.QueryAsync(name, type, cancellationToken).ConfigureAwait(false);
        if (answer.IsKnown)
        {
            _answers[question] = answer;
        }

        return answer;
    }
}
