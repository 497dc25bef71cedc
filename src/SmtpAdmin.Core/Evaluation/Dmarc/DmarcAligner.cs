using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;

namespace SmtpAdmin.Core.Evaluation.Dmarc;

/// <summary>
/// Checks whether domains are aligned with one author domain (RFC 9989, sections 3.2.10 and 4.10.2). Each has a tree
/// walk of its own. A walk is left out where it cannot matter: an organizational domain is the domain itself or lies
/// above it, so a domain outside the author's organizational domain cannot share it. This also keeps a sender from
/// turning a fail into an error with a domain of his own whose name servers do not answer.
/// </summary>
internal sealed class DmarcAligner(DmarcTreeWalker walker, string authorDomain, DmarcFinding finding)
{
    private string? _organization = finding.OrganizationalDomain;
    private bool _isWalked = finding.OrganizationalDomain is not null;

    /// <summary>The author domain's organizational domain as far as it was needed and is known.</summary>
    public string? OrganizationalDomain => _organization;

    /// <summary>Returns the identifier with its alignment.</summary>
    public async Task<DmarcIdentifier> AlignAsync(
        DmarcIdentifier identifier, DmarcAlignment mode, CancellationToken cancellationToken)
    {
        if (!DomainName.TryParse(identifier.Domain, out string? domain))
        {
            return identifier with { IsAligned = false };
        }

        if (domain == authorDomain)
        {
            return identifier with { IsAligned = true };
        }

        if (mode == DmarcAlignment.Strict || TopLabel(domain) != TopLabel(authorDomain))
        {
            return identifier with { IsAligned = false };
        }

        string? organization = await OrganizationAsync(cancellationToken).ConfigureAwait(false);
        if (organization is null || !DomainName.IsAtOrBelow(domain, organization))
        {
            return identifier with { IsAligned = organization is null ? null : false };
        }

        DmarcWalk walk = await walker.WalkAsync(domain, cancellationToken).ConfigureAwait(false);
        return identifier with
        {
            OrganizationalDomain = walk.OrganizationalDomain,
            IsAligned = walk.OrganizationalDomain is { } own ? own == organization : null,
        };
    }

    private async Task<string?> OrganizationAsync(CancellationToken cancellationToken)
    {
        if (!_isWalked)
        {
            DmarcWalk walk = await walker.WalkAsync(finding.Walk.Steps[0], cancellationToken).ConfigureAwait(false);
            _organization = walk.OrganizationalDomain;
            _isWalked = true;
        }

        return _organization;
    }

    private static string TopLabel(string domain) => domain.Substring(domain.LastIndexOf('.') + 1);
}
