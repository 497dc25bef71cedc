using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>
/// Reads domains' mail records, different types at the same time, with a bound on the questions under way. Questions
/// that come up twice while it lives are asked once.
/// </summary>
internal sealed class MailDnsReader : IDisposable
{
    // As many as the questions about a domain that wait for no other answer.
    private const int MaxQuestionsUnderWay = 96;

    private static readonly MailDnsRecordType[] s_all =
    [
        MailDnsRecordType.Mx,
        MailDnsRecordType.Spf,
        MailDnsRecordType.Dkim,
        MailDnsRecordType.Dmarc,
        MailDnsRecordType.Caa,
        MailDnsRecordType.Ptr,
        MailDnsRecordType.Srv,
        MailDnsRecordType.Autodiscover,
        MailDnsRecordType.Ns,
        MailDnsRecordType.Soa,
    ];

    private readonly BoundedDnsResolver _bounded;
    private readonly CachingDnsResolver _resolver;

    /// <summary>Makes a reader for one call of a command.</summary>
    public MailDnsReader(IDnsResolver resolver)
    {
        _bounded = new BoundedDnsResolver(resolver, MaxQuestionsUnderWay);
        _resolver = new CachingDnsResolver(_bounded);
    }

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
        IRecordReader[] readers = [.. Expand(types).Select(type => ReaderOf(type, dkimSelectors))];
        IReadOnlyList<MailDnsRecord>[] records = await Task.WhenAll(
            readers.Select(reader => reader.ReadAsync(name, cancellationToken))).ConfigureAwait(false);
        return [.. records.SelectMany(static list => list)];
    }

    /// <inheritdoc/>
    public void Dispose() => _bounded.Dispose();

    private static IEnumerable<MailDnsRecordType> Expand(IReadOnlyCollection<MailDnsRecordType> types) =>
        types.Count == 0
            ? s_all
            : types.SelectMany(static type => type == MailDnsRecordType.All ? s_all : [type]).Distinct();

    private IRecordReader ReaderOf(MailDnsRecordType type, IReadOnlyList<string> selectors) =>
        type switch
        {
            MailDnsRecordType.Mx => new MxReader(_resolver),
            MailDnsRecordType.Spf => new SpfReader(_resolver),
            MailDnsRecordType.Dkim => new DkimReader(_resolver, selectors),
            MailDnsRecordType.Dmarc => new DmarcReader(_resolver),
            MailDnsRecordType.Caa => new CaaReader(_resolver),
            MailDnsRecordType.Ptr => new PtrReader(_resolver),
            MailDnsRecordType.Srv => new SrvReader(_resolver),
            MailDnsRecordType.Autodiscover => new AutodiscoverReader(_resolver),
            MailDnsRecordType.Ns => new NsReader(_resolver),
            MailDnsRecordType.Soa => new SoaReader(_resolver),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No reader for this type."),
        };
}
