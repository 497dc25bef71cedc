using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Reading;
using SmtpAdmin.Core.Dns.Records;

namespace SmtpAdmin.Core.Evaluation.Dmarc;

/// <summary>
/// Walks up the tree of domains for DMARC records (RFC 9989, section 4.10): the domain, then its parents down to the
/// single label, with at most 8 questions. A record with psd=y or psd=n ends the walk. So does a question that fails:
/// what lies above it might be shadowed by what it hides.
/// </summary>
internal sealed class DmarcTreeWalker(IDnsResolver resolver)
{
    // After the name itself a walk goes on with at most so many labels: 8 questions in all.
    private const int MaxParentLabels = 7;

    /// <summary>Walks from a domain upwards.</summary>
    /// <param name="domain">The domain in normal form.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    public async Task<DmarcWalk> WalkAsync(string domain, CancellationToken cancellationToken) =>
        await WalkAsync(await AskAsync(domain, cancellationToken).ConfigureAwait(false), cancellationToken)
            .ConfigureAwait(false);

    /// <summary>Goes on with a walk whose first question has been asked.</summary>
    public async Task<DmarcWalk> WalkAsync(DmarcStep first, CancellationToken cancellationToken)
    {
        var steps = new List<DmarcStep> { first };
        DmarcStep step = first;
        string? next = FirstParent(first.Domain);
        while (next is not null && !Ends(step))
        {
            step = await AskAsync(next, cancellationToken).ConfigureAwait(false);
            steps.Add(step);
            next = DomainName.Parent(next);
        }

        return new DmarcWalk(steps);
    }

    /// <summary>Asks for the record of one domain.</summary>
    public async Task<DmarcStep> AskAsync(string domain, CancellationToken cancellationToken)
    {
        if (!DomainName.TryParse("_dmarc." + domain, out string? name))
        {
            return new DmarcStep { Domain = domain };
        }

        DnsAnswer answer = await resolver.QueryAsync(name, DnsRecordType.Txt, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<string> texts = TextRecords.Of(answer, DmarcRecordParser.IsDmarc);
        return new DmarcStep
        {
            Domain = domain,
            Answer = answer,
            Texts = texts,
            Record = texts.Count == 1 ? DmarcRecordParser.Parse(texts[0]) : null,
        };
    }

    private static bool Ends(DmarcStep step) =>
        !step.IsKnown || step.Record?.PublicSuffix is DmarcPublicSuffix.Yes or DmarcPublicSuffix.No;

    private static string? FirstParent(string domain)
    {
        string? parent = DomainName.Parent(domain);
        int labels = parent is null ? 0 : parent.Split('.').Length;
        for (; labels > MaxParentLabels; labels--)
        {
            parent = DomainName.Parent(parent!);
        }

        return parent;
    }
}
