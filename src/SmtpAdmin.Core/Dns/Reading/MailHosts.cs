using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>The hosts that take a domain's mail, for the records that depend on them.</summary>
internal sealed class MailHosts
{
    private readonly MxRecord[] _records;

    private MailHosts(MxRecord[] records) => _records = records;

    /// <summary>The host names, the preferred ones first; none where the domain takes no mail.</summary>
    public IReadOnlyList<string> Names =>
        [.. WithHost.Select(static mx => mx.Exchange!.ToLowerInvariant()).Distinct().Take(MxReader.MaxHosts)];

    /// <summary>The addresses in the order of the hosts, each with all hosts that have it.</summary>
    public IReadOnlyList<(IPAddress Address, IReadOnlyList<string> Hosts)> Addresses =>
    [
        .. WithHost
            .SelectMany(static mx => mx.Addresses, static (mx, address) => (Host: mx.Exchange!, Address: address))
            .GroupBy(static pair => pair.Address, static pair => pair.Host)
            .Select(static group => (IPAddress.Parse(group.Key), (IReadOnlyList<string>)[.. group.Distinct()])),
    ];

    /// <summary>
    /// What is not known: the hosts themselves, or the addresses of some of them. Empty where everything is.
    /// </summary>
    public IReadOnlyList<MailHostGap> Gaps => [.. _records.Where(IsOpen).Select(static mx => new MailHostGap(mx))];

    /// <summary>Why there is no host with an address, where there is none and nothing is open.</summary>
    public MailHostGap Absence => new(_records[0]);

    private IEnumerable<MxRecord> WithHost =>
        _records.Where(static mx => !mx.IsNullMx && DomainName.TryParse(mx.Exchange, out _));

    /// <summary>Reads the MX records with their addresses; asked for once where the resolver caches.</summary>
    public static async Task<MailHosts> ReadAsync(
        IDnsResolver resolver, string domain, CancellationToken cancellationToken)
    {
        IReadOnlyList<MailDnsRecord> records =
            await new MxReader(resolver).ReadAsync(domain, cancellationToken).ConfigureAwait(false);
        return new MailHosts([.. records.Cast<MxRecord>()]);
    }

    private static bool IsOpen(MxRecord mx) => mx.Failure is not null
        || mx.AddressStatus is not (null or DnsStatus.Found or DnsStatus.NoData or DnsStatus.NxDomain);
}
