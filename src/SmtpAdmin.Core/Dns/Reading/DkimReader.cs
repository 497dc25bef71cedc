using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>
/// Reads DKIM keys. Of selectors that the caller named, each is answered for. Of the common ones, tried because none
/// was named, the keys found are returned; and where none is there, or some could not be asked for, one record with
/// the selector <c>*</c> says so. It never says that a domain has no DKIM only because the tries found none.
/// </summary>
internal sealed class DkimReader(IDnsResolver resolver, IReadOnlyList<string> selectors) : IRecordReader
{
    private const string AllSelectors = "*";

    private readonly DkimSelectorReader _reader = new(resolver);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<MailDnsRecord>> ReadAsync(string domain, CancellationToken cancellationToken)
    {
        if (selectors.Count > 0)
        {
            return await ReadAllAsync(domain, selectors.Distinct(), cancellationToken).ConfigureAwait(false);
        }

        Task<DnsAnswer> below = resolver.QueryAsync("_domainkey." + domain, DnsRecordType.Txt, cancellationToken);
        Task<IReadOnlyList<DkimRecord>> tries = ReadAllAsync(domain, CommonSelectors.All, cancellationToken);
        await Task.WhenAll(below, tries).ConfigureAwait(false);

        IReadOnlyList<DkimRecord> tried = await tries.ConfigureAwait(false);
        DkimRecord[] found = [.. tried.Where(static record => record.PublicKey is not null)];
        DkimRecord[] failed = [.. tried.Where(static record => record.Failure is not null)];
        if (failed.Length > 0)
        {
            return [.. found, Unknown(failed, tried.Count)];
        }

        return found.Length > 0 ? found : [Absent(domain, await below.ConfigureAwait(false))];
    }

    private async Task<IReadOnlyList<DkimRecord>> ReadAllAsync(
        string domain, IEnumerable<string> names, CancellationToken cancellationToken)
    {
        IReadOnlyList<DkimRecord>[] records = await Task.WhenAll(
            names.Select(name => _reader.ReadAsync(domain, name, cancellationToken))).ConfigureAwait(false);
        return [.. records.SelectMany(static list => list)];
    }

    private static DkimRecord Unknown(DkimRecord[] failed, int count)
    {
        string names = string.Join(", ", failed.Select(static record => record.Selector));
        return failed[0] with
        {
            Selector = AllSelectors,
            Failure = $"{failed.Length} of {count} selectors could not be asked for ({names}): {failed[0].Failure}",
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
