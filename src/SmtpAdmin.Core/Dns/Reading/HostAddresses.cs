using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>A host's IPv4 and IPv6 addresses and what the two questions for them came to together.</summary>
internal sealed record HostAddresses(DnsStatus Status, IReadOnlyList<string> Addresses, DnsAnswer Answer)
{
    /// <summary>Whether both questions were answered, so that there are no other addresses.</summary>
    public bool IsWhole { get; private init; }

    /// <summary>Whether every answer that brought an address was validated with DNSSEC.</summary>
    public bool IsSecure { get; init; }

    /// <summary>Asks for both kinds at the same time.</summary>
    public static async Task<HostAddresses> ReadAsync(
        IDnsResolver resolver, string host, CancellationToken cancellationToken)
    {
        DnsAnswer[] answers = await Task.WhenAll(
            resolver.QueryAsync(host, DnsRecordType.A, cancellationToken),
            resolver.QueryAsync(host, DnsRecordType.Aaaa, cancellationToken)).ConfigureAwait(false);

        // One address is enough to be found; without any, a failure of either question leaves it open.
        DnsAnswer decisive = answers.FirstOrDefault(static answer => answer.Status == DnsStatus.Found)
            ?? answers.FirstOrDefault(static answer => !answer.IsKnown)
            ?? answers[0];
        string[] addresses =
        [
            .. answers.SelectMany(static answer => answer.Records).OfType<DnsAddress>()
                .Select(static record => record.Address.ToString()),
        ];
        DnsAnswer[] found = [.. answers.Where(static answer => answer.Status == DnsStatus.Found)];
        return new HostAddresses(decisive.Status, addresses, decisive)
        {
            IsWhole = answers.All(static answer => answer.IsKnown),
            IsSecure = found.Length > 0 && found.All(static answer => answer.IsAuthenticated),
        };
    }
}
