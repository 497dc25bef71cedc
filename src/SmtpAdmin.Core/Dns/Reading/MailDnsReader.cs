using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>
/// Reads a domain's mail records, different types at the same time, with a bound on the questions under way.
/// </summary>
internal sealed class MailDnsReader
{
    private const int MaxQuestionsUnderWay = 8;

    private static readonly MailDnsRecordType[] s_all =
        [MailDnsRecordType.Mx, MailDnsRecordType.Spf, MailDnsRecordType.Dkim, MailDnsRecordType.Dmarc];

    private readonly IDnsResolver _resolver;

    /// <summary>Makes a reader; questions that come up twice within one call are asked once.</summary>
    public MailDnsReader(IDnsResolver resolver) => _resolver = resolver;

    /// <summary>Reads the records of the types asked for, in the order of the types.</summary>
    /// <param name="domain">A domain, with or without a final dot, or an e-mail address.</param>
    /// <param name="types">The types; none for all.</param>
    /// <param name="dkimSelectors">The DKIM selectors; none for a try of the common ones.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="SmtpAdminException">DomainInvalid: the domain or a selector is not valid.</exception>
    public async Task<IReadOnlyList<MailDnsRecord>> ReadAsync(
        string domain,
        IReadOnlyCollection<MailDnsRecordType> types,
        IReadOnlyList<string> dkimSelectors,
        CancellationToken cancellationToken)
    {
        string name = DomainName.Parse(domain);
        using var bounded = new BoundedDnsResolver(_resolver, MaxQuestionsUnderWay);
        var resolver = new CachingDnsResolver(bounded);
        IEnumerable<MailDnsRecordType> wanted = types.Count > 0 ? types.Distinct() : s_all;
        IRecordReader[] readers = [.. wanted.Select(type => ReaderOf(type, resolver, dkimSelectors))];
        IReadOnlyList<MailDnsRecord>[] records = await Task.WhenAll(
            readers.Select(reader => reader.ReadAsync(name, cancellationToken))).ConfigureAwait(false);
        return [.. records.SelectMany(static list => list)];
    }

    private static IRecordReader ReaderOf(
        MailDnsRecordType type, IDnsResolver resolver, IReadOnlyList<string> selectors) =>
        type switch
        {
            MailDnsRecordType.Mx => new MxReader(resolver),
            MailDnsRecordType.Spf => new SpfReader(resolver),
            MailDnsRecordType.Dkim => new DkimReader(resolver, selectors),
            MailDnsRecordType.Dmarc => new DmarcReader(resolver),
            MailDnsRecordType.MtaSts => new MtaStsReader(resolver, new MtaStsHttpSource(resolver)),
            MailDnsRecordType.TlsRpt => new TlsRptReader(resolver),
            MailDnsRecordType.Tlsa => new TlsaReader(resolver),
            MailDnsRecordType.Bimi => new BimiReader(resolver),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No reader for this type."),
        };
}
