using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>The SRV records at a name with the addresses of their hosts (RFC 2782).</summary>
/// <param name="Answer">What the question for the records came to.</param>
/// <param name="Services">The records, the preferred ones first.</param>
internal sealed record ServiceRecords(DnsAnswer Answer, IReadOnlyList<ServiceTarget> Services)
{
    // Every host costs two questions; no mail service has more.
    private const int MaxHosts = 10;

    /// <summary>Asks for the records, and then for all hosts at the same time.</summary>
    public static async Task<ServiceRecords> ReadAsync(
        IDnsResolver resolver, string name, CancellationToken cancellationToken)
    {
        DnsAnswer answer = await resolver.QueryAsync(name, DnsRecordType.Srv, cancellationToken).ConfigureAwait(false);
        DnsService[] services =
        [
            .. answer.Records.OfType<DnsService>()
                .OrderBy(static srv => srv.Priority).ThenByDescending(static srv => srv.Weight)
                .ThenBy(static srv => srv.Target, StringComparer.OrdinalIgnoreCase).ThenBy(static srv => srv.Port),
        ];
        ServiceTarget[] targets = await Task.WhenAll(services.Select((srv, index) => FillAsync(
            resolver, srv, services.Length, index < MaxHosts, cancellationToken))).ConfigureAwait(false);
        return new ServiceRecords(answer, targets);
    }

    private static async Task<ServiceTarget> FillAsync(
        IDnsResolver resolver, DnsService service, int count, bool wantsAddresses, CancellationToken cancellationToken)
    {
        var target = new ServiceTarget(service);
        if (service.Target.Length == 0)
        {
            // "A Target of "." means that the service is decidedly not available": beside others it contradicts them.
            return count == 1 ? target : target.WithProblem("SRV-ROOT-NOT-ALONE");
        }

        if (HostProblems.OfName(service.Target) is { } code)
        {
            return target.WithProblem("SRV-TARGET-" + code);
        }

        if (!wantsAddresses)
        {
            return target;
        }

        HostAddresses addresses = await HostAddresses.ReadAsync(resolver, service.Target, cancellationToken)
            .ConfigureAwait(false);
        target = target with { Addresses = addresses };
        // "the name MUST NOT be an alias".
        return addresses.Answer.CanonicalName is null ? target : target.WithProblem("SRV-TARGET-ALIAS");
    }
}
