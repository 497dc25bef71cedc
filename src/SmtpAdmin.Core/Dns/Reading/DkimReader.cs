using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>
/// Reads DKIM keys. Of selectors that the caller named, each is answered for. Where none was named, the common ones are
/// tried, and those of the services that the domain's MX and SPF records point to: the keys found are returned; and where
/// none is there, or some could not be asked for, one record with the selector <c>*</c> says so. It never says that a
/// domain has no DKIM only because the tries found none.
/// </summary>
/// <param name="resolver">Answers the questions that other readers ask too.</param>
/// <param name="unshared">Answers the questions for keys, most of them guesses, which are not worth remembering.</param>
/// <param name="selectors">The selectors; none for a try of the common ones.</param>
internal sealed class DkimReader(IDnsResolver resolver, IDnsResolver unshared, IReadOnlyList<string> selectors)
    : IRecordReader
{
    private const string AllSelectors = "*";

    private readonly DkimSelectorReader _reader = new(unshared);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<MailDnsRecord>> ReadAsync(string domain, CancellationToken cancellationToken)
    {
        if (selectors.Count > 0)
        {
            return await ReadAllAsync(domain, selectors.Distinct(), cancellationToken).ConfigureAwait(false);
        }

        DnsAnswer[] hints = await Task.WhenAll(
            resolver.QueryAsync("_domainkey." + domain, DnsRecordType.Txt, cancellationToken),
            resolver.QueryAsync(domain, DnsRecordType.Mx, cancellationToken),
            resolver.QueryAsync(domain, DnsRecordType.Txt, cancellationToken)).ConfigureAwait(false);
        DnsAnswer below = hints[0];
        IReadOnlyList<MailService> services = MailService.Find(hints[1], hints[2]);
        IEnumerable<string> implied = services.SelectMany(static service => service.Selectors);
        // RFC 8020: below a name that does not exist there is nothing, and guesses are for naught. Some servers say so of
        // a name that has no records of its own; so what the other records point to is asked for all the same.
        bool isMissing = below is { Status: DnsStatus.NxDomain, CanonicalName: null };
        IReadOnlyList<DkimRecord> tried = await ReadAllAsync(
            domain, isMissing ? implied.Distinct() : CommonSelectors.All.Union(implied), cancellationToken)
            .ConfigureAwait(false);
        return Sum(domain, tried, services, below);
    }

    private static DkimRecord[] Sum(
        string domain, IReadOnlyList<DkimRecord> tried, IReadOnlyList<MailService> services, DnsAnswer below)
    {
        string[] names = [.. tried.Select(static record => record.Selector).Distinct()];
        if (names.Length >= CommonSelectors.All.Count && tried[0].PublicKey is not null && tried.All(record => record.Raw == tried[0].Raw))
        {
            // Nobody publishes one key under every name that we think of: this is a wildcard, as for parked domains.
            return [Together(tried[0], names) with { QueryName = $"*._domainkey.{domain}" }];
        }

        DkimRecord[] found =
        [
            .. tried.Where(static record => record.PublicKey is not null)
                .Select(record => record with { Service = ServiceOf(record.Selector, services) }),
        ];
        DkimRecord[] failed = [.. tried.Where(static record => record.Failure is not null)];
        if (failed.Length > 0)
        {
            return [.. found, Unknown(failed, names)];
        }

        return found.Length > 0 ? found : [Together(Absent(domain, below), names)];
    }

    private static string? ServiceOf(string selector, IReadOnlyList<MailService> services) =>
        services.FirstOrDefault(service => service.Selectors.Contains(selector))?.Name;

    private static DkimRecord Together(DkimRecord record, IReadOnlyList<string> tried) =>
        record with { Selector = AllSelectors, TriedSelectors = tried };

    private async Task<IReadOnlyList<DkimRecord>> ReadAllAsync(
        string domain, IEnumerable<string> names, CancellationToken cancellationToken)
    {
        IReadOnlyList<DkimRecord>[] records = await Task.WhenAll(
            names.Select(name => _reader.ReadAsync(domain, name, cancellationToken))).ConfigureAwait(false);
        return [.. records.SelectMany(static list => list)];
    }

    private static DkimRecord Unknown(DkimRecord[] failed, string[] tried)
    {
        string names = string.Join(", ", failed.Select(static record => record.Selector));
        return Together(failed[0], tried) with
        {
            Failure = $"{failed.Length} of {tried.Length} selectors could not be asked for ({names}): {failed[0].Failure}",
        };
    }

    // RFC 8020: where _domainkey itself does not exist, nothing exists below it. Where it exists, something does, or
    // did.
    private static DkimRecord Absent(string domain, DnsAnswer below)
    {
        var record = new DkimRecord
        {
            Domain = domain,
            Selector = AllSelectors,
            QueryName = below.Question.Name,
            Status = below.Status == DnsStatus.Found ? DnsStatus.NoData : below.Status,
            CheckedAt = below.AnsweredAt,
        };
        return record.With(below) with { TimeToLive = null };
    }
}
