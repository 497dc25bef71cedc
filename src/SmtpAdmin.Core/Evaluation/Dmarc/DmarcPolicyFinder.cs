using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;

namespace SmtpAdmin.Core.Evaluation.Dmarc;

/// <summary>
/// Finds the DMARC policy of an author domain (RFC 9989, section 4.10.1): its own record, else that of its
/// organizational domain, else that of the public suffix domain above. Asks no more than is needed for that.
/// </summary>
internal sealed class DmarcPolicyFinder(IDnsResolver resolver)
{
    private readonly DmarcTreeWalker _walker = new(resolver);

    /// <summary>Finds the record that applies to a domain, and its policy.</summary>
    /// <param name="domain">The domain in normal form.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public async Task<DmarcFinding> FindAsync(string domain, CancellationToken cancellationToken)
    {
        DmarcStep own = await _walker.AskAsync(domain, cancellationToken).ConfigureAwait(false);
        if (own.Record is { } record)
        {
            return new DmarcFinding
            {
                Walk = new DmarcWalk([own]),
                Applied = own,
                Source = DmarcPolicySource.AuthorDomain,
                OrganizationalDomain = record.PublicSuffix == DmarcPublicSuffix.Unknown ? null : domain,
                Policy = record.Policy,
                PolicyTag = record.Policy is null ? null : "p",
            };
        }

        DmarcWalk walk = await _walker.WalkAsync(own, cancellationToken).ConfigureAwait(false);
        return walk.Failed is { } failed
            ? new DmarcFinding { Walk = walk, Failure = FailureOf(failed.Answer!) }
            : await InheritedAsync(walk, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Names the question that failed.</summary>
    public static string FailureOf(DnsAnswer answer) =>
        $"The question for {answer.Question.Name} came to {answer.Status}: {answer.Failure}";

    private async Task<DmarcFinding> InheritedAsync(DmarcWalk walk, CancellationToken cancellationToken)
    {
        string organization = walk.OrganizationalDomain!;
        var finding = new DmarcFinding { Walk = walk, OrganizationalDomain = organization };
        DmarcStep? applied = walk.Steps.FirstOrDefault(step => step.Domain == organization && step.Record is not null);
        if ((applied ?? walk.PublicSuffix) is not { Record: { } record } found)
        {
            return finding;
        }

        finding = finding with
        {
            Applied = found,
            Source = applied is null ? DmarcPolicySource.PublicSuffixDomain : DmarcPolicySource.OrganizationalDomain,
        };
        if (record.Policy is not { } policy)
        {
            return finding;
        }

        finding = record.SubdomainPolicy is { } sub
            ? finding with { Policy = sub, PolicyTag = "sp" }
            : finding with { Policy = policy, PolicyTag = "p" };
        return record.NonexistentSubdomainPolicy is { } np
            ? await WithExistenceAsync(finding, np, cancellationToken).ConfigureAwait(false)
            : finding;
    }

    // np is for a domain that does not exist as RFC 8020 has it: NXDOMAIN for its name, whatever the type (section
    // 3.2.13). Behind an alias NXDOMAIN means the alias's target; the domain itself is there.
    private async Task<DmarcFinding> WithExistenceAsync(
        DmarcFinding finding, DmarcPolicy policy, CancellationToken cancellationToken)
    {
        DmarcStep own = finding.Walk.Steps[0];
        if (own.ShowsThatDomainExists)
        {
            return finding;
        }

        DnsAnswer answer = await resolver.QueryAsync(own.Domain, DnsRecordType.Mx, cancellationToken)
            .ConfigureAwait(false);
        if (!answer.IsKnown)
        {
            return finding with { Policy = null, PolicyTag = null, Failure = FailureOf(answer) };
        }

        return answer is { Status: DnsStatus.NxDomain, CanonicalName: null }
            ? finding with { Policy = policy, PolicyTag = "np" }
            : finding;
    }
}
