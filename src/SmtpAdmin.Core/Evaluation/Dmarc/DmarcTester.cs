using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Records;

namespace SmtpAdmin.Core.Evaluation.Dmarc;

/// <summary>
/// Finds out all that DMARC says of a domain: more than a receiver of one message asks, namely the whole walk and the
/// report destinations too.
/// </summary>
internal sealed class DmarcTester(IDnsResolver resolver)
{
    /// <summary>Tests a domain.</summary>
    /// <param name="domain">A domain or an e-mail address.</param>
    /// <param name="identifiers">What authenticates a message of the domain; none for no message.</param>
    /// <param name="cancellationToken">Ends the test.</param>
    /// <exception cref="SmtpAdminException">DomainInvalid: the text names no domain.</exception>
    public async Task<DmarcTestResult> TestAsync(
        string domain, IReadOnlyList<DmarcIdentifier> identifiers, CancellationToken cancellationToken)
    {
        string name = DomainName.Parse(domain);
        var trace = new DmarcTrace(resolver);
        var asking = new CachingDnsResolver(trace);
        DmarcTestResult message = await new DmarcEvaluator(asking)
            .EvaluateAsync([name], identifiers, cancellationToken).ConfigureAwait(false);
        DmarcWalk walk = await new DmarcTreeWalker(asking).WalkAsync(name, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<DmarcQuery> queries = trace.Queries;
        bool hasMessage = identifiers.Count > 0;
        return message with
        {
            OrganizationalDomain = walk.OrganizationalDomain,
            ReportDestinations = await CheckReportsAsync(asking, message, cancellationToken).ConfigureAwait(false),
            Verdict = hasMessage ? message.Verdict : null,
            Disposition = hasMessage ? message.Disposition : null,
            Identifiers = hasMessage ? message.Identifiers : [],
            Queries = queries,
            Failure = message.Failure
                ?? (walk.Failed is { } failed ? DmarcPolicyFinder.FailureOf(failed.Answer!) : null),
        };
    }

    private static async Task<IReadOnlyList<DmarcReportDestination>> CheckReportsAsync(
        IDnsResolver asking, DmarcTestResult message, CancellationToken cancellationToken)
    {
        if (message is not { PolicyDomain: { } domain, Record: { } text })
        {
            return [];
        }

        DmarcSyntax record = DmarcRecordParser.Parse(text);
        return await new DmarcReportAuthorizer(asking)
            .CheckAsync(domain, record.AggregateReportUris, record.FailureReportUris, cancellationToken)
            .ConfigureAwait(false);
    }
}
