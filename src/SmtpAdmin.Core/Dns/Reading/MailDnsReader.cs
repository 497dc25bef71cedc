using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>
/// Reads domains' mail records, different types at the same time. Questions that come up twice while it lives are asked
/// once.
/// </summary>
internal sealed class MailDnsReader
{
    private static readonly MailDnsRecordType[] s_all =
    [
        MailDnsRecordType.Mx,
        MailDnsRecordType.Spf,
        MailDnsRecordType.Dkim,
        MailDnsRecordType.Dmarc,
        MailDnsRecordType.MtaSts,
        MailDnsRecordType.TlsRpt,
        MailDnsRecordType.Tlsa,
        MailDnsRecordType.Bimi,
        MailDnsRecordType.Caa,
        MailDnsRecordType.Ptr,
        MailDnsRecordType.Srv,
        MailDnsRecordType.Autodiscover,
        MailDnsRecordType.Ns,
        MailDnsRecordType.Soa,
        MailDnsRecordType.Dnssec,
    ];

    private readonly IDnsResolver _resolver;
    private readonly IDnsResolver _unshared;
    private readonly DnsblProbe _probe;
    private readonly IReadOnlyList<DnsblList> _lists;

    /// <summary>Makes a reader for one call of a command.</summary>
    /// <param name="resolver">Answers the questions.</param>
    /// <param name="dnsblZones">The lists of bad senders to ask; the known ones where none is named.</param>
    /// <exception cref="SmtpAdminException">DomainInvalid: a list's zone is no domain name.</exception>
    public MailDnsReader(IDnsResolver resolver, IReadOnlyList<string>? dnsblZones = null)
    {
        var shared = CachingDnsResolver.Over(resolver);
        _resolver = new LongNameResolver(shared);
        _unshared = new LongNameResolver(shared.Inner);
        _probe = new DnsblProbe(_resolver);
        _lists = DnsblLists.Of(dnsblZones ?? []);
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

    /// <summary>Reads the records that an address has: its names, and whether lists of bad senders name it.</summary>
    /// <param name="address">The address.</param>
    /// <param name="types">The types; none or All for the names.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The records of the types that there are for addresses; the other types are passed over.</returns>
    public async Task<IReadOnlyList<MailDnsRecord>> ReadAsync(
        IPAddress address, IReadOnlyCollection<MailDnsRecordType> types, CancellationToken cancellationToken)
    {
        MailDnsRecordType[] wanted = [.. Expand(types)];
        var records = new List<MailDnsRecord>();
        if (wanted.Contains(MailDnsRecordType.Ptr))
        {
            records.Add(await new PtrReader(_resolver).ReadAsync(address, cancellationToken).ConfigureAwait(false));
        }

        if (wanted.Contains(MailDnsRecordType.Dnsbl))
        {
            records.AddRange(await new DnsblReader(_resolver, _probe, _lists).ReadAsync(address, cancellationToken)
                .ConfigureAwait(false));
        }

        return records;
    }

    private static IEnumerable<MailDnsRecordType> Expand(IReadOnlyCollection<MailDnsRecordType> types) =>
        types.Count == 0
            ? s_all
            : types.SelectMany(static type => type == MailDnsRecordType.All ? s_all : [type]).Distinct();

    private IRecordReader ReaderOf(MailDnsRecordType type, IReadOnlyList<string> selectors) =>
        type switch
        {
            MailDnsRecordType.Mx => new MxReader(_resolver),
            MailDnsRecordType.Spf => new SpfReader(_resolver),
            MailDnsRecordType.Dkim => new DkimReader(_resolver, _unshared, selectors),
            MailDnsRecordType.Dmarc => new DmarcReader(_resolver),
            MailDnsRecordType.Caa => new CaaReader(_resolver),
            MailDnsRecordType.Ptr => new PtrReader(_resolver),
            MailDnsRecordType.Srv => new SrvReader(_resolver),
            MailDnsRecordType.Autodiscover => new AutodiscoverReader(_resolver),
            MailDnsRecordType.Ns => new NsReader(_resolver),
            MailDnsRecordType.Soa => new SoaReader(_resolver),
            MailDnsRecordType.Dnssec => new DnssecReader(_resolver),
            MailDnsRecordType.Dnsbl => new DnsblReader(_resolver, _probe, _lists),
            MailDnsRecordType.MtaSts => new MtaStsReader(_resolver, new MtaStsHttpSource(_resolver)),
            MailDnsRecordType.TlsRpt => new TlsRptReader(_resolver),
            MailDnsRecordType.Tlsa => new TlsaReader(_resolver),
            MailDnsRecordType.Bimi => new BimiReader(_resolver),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No reader for this type."),
        };
}
