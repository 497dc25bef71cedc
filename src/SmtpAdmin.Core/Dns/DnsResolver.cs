using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns.Wire;

namespace SmtpAdmin.Core.Dns;

/// <summary>
/// Asks name servers in turn until one answers. A server that responded with a failure is not asked again for the same
/// question; one that did not respond is, as often as the options say, and stands behind the others from then on.
/// </summary>
internal sealed class DnsResolver(NameServerChannel[] servers, int retries) : IDnsResolver, IDisposable
{
    /// <inheritdoc/>
    public async Task<DnsAnswer> QueryAsync(string name, DnsRecordType type, CancellationToken cancellationToken)
    {
        var question = new DnsQuestion(QueryName.Parse(name), type);
        NameServerChannel[] left = Order();
        NameServerOutcome? failure = null;
        for (int round = 0; round <= retries && left.Length > 0; round++)
        {
            List<NameServerChannel>? silent = null;
            foreach (NameServerChannel server in left)
            {
                NameServerOutcome outcome = await AskAsync(server, question, cancellationToken).ConfigureAwait(false);
                // Another server that does not validate would pass on what this one found false.
                if (outcome.Answer.IsKnown || outcome.Answer.Status == DnsStatus.Bogus)
                {
                    return outcome.Answer;
                }

                if (!outcome.HasResponded)
                {
                    (silent ??= []).Add(server);
                }

                // What a server said is worth more than that another was silent.
                failure = outcome.HasResponded || failure is not { HasResponded: true } ? outcome : failure;
            }

            left = silent is null ? [] : [.. silent];
        }

        return failure!.Value.Answer;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (NameServerChannel server in servers)
        {
            server.Dispose();
        }
    }

    private NameServerChannel[] Order() => Array.TrueForAll(servers, static server => server.TimedOutAt == 0)
        ? servers
        : [.. servers.OrderBy(static server => server.TimedOutAt)];

    private static async Task<NameServerOutcome> AskAsync(
        NameServerChannel server, DnsQuestion question, CancellationToken cancellationToken)
    {
        NameServerOutcome outcome =
            await server.AskAsync(new DnsQuery(question), cancellationToken).ConfigureAwait(false);
        return outcome.Answer.Status == DnsStatus.ServFail
            && outcome.Answer.ExtendedErrors.All(static error => error.SaysNoReason)
            ? await AskUncheckedAsync(server, question, outcome, cancellationToken).ConfigureAwait(false)
            : outcome;
    }

    // A validating server answers SERVFAIL both where it could get no data and where it got false data (RFC 4035,
    // section 5.5). With the CD bit it hands out the data without judging them (section 3.2.2): so where that gets an
    // answer, it was the judgement that failed. As the first failure may also have been a passing one, it must stand when
    // the question is asked once more.
    private static async Task<NameServerOutcome> AskUncheckedAsync(
        NameServerChannel server, DnsQuestion question, NameServerOutcome refusal, CancellationToken cancellationToken)
    {
        NameServerOutcome found = await server
            .AskAsync(new DnsQuery(question, IsCheckingDisabled: true), cancellationToken).ConfigureAwait(false);
        if (!found.Answer.IsKnown)
        {
            return refusal;
        }

        NameServerOutcome again =
            await server.AskAsync(new DnsQuery(question), cancellationToken).ConfigureAwait(false);
        return again.Answer.Status == DnsStatus.ServFail
            ? again with { Answer = AnswerReader.Bogus(again.Answer, "SERVFAIL, and an answer with checking disabled") }
            : again;
    }
}
