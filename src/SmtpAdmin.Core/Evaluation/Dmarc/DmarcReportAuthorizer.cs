using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Reading;
using SmtpAdmin.Core.Dns.Records;

namespace SmtpAdmin.Core.Evaluation.Dmarc;

/// <summary>
/// Checks whether report destinations outside a domain take its reports (RFC 9990, section 4). The agreement stands at
/// <c>example.com._report._dmarc.example.net</c>; one for all domains is a wildcard, which name servers answer with.
/// </summary>
internal sealed class DmarcReportAuthorizer(IDnsResolver resolver)
{
    // A record of 64 KiB can name thousands of hosts; more than a few is no record that anyone means.
    private const int MaxHosts = 10;

    private readonly CachingDnsResolver _resolver = CachingDnsResolver.Over(resolver);

    /// <summary>Checks the destinations of a record, those of <c>rua</c> first.</summary>
    /// <param name="policyDomain">The domain that the record stands at, in normal form.</param>
    /// <param name="aggregate">The addresses of <c>rua</c>.</param>
    /// <param name="failure">The addresses of <c>ruf</c>.</param>
    /// <param name="cancellationToken">Ends the check.</param>
    public async Task<IReadOnlyList<DmarcReportDestination>> CheckAsync(
        string policyDomain,
        IReadOnlyList<string> aggregate,
        IReadOnlyList<string> failure,
        CancellationToken cancellationToken)
    {
        var hosts = new HashSet<string>(StringComparer.Ordinal);
        var checks = new List<Task<DmarcReportDestination>>();
        DmarcReportDestination[] all =
        [
            .. aggregate.Select(static uri => Destination(uri, "rua")),
            .. failure.Select(static uri => Destination(uri, "ruf")),
        ];
        foreach (DmarcReportDestination destination in all)
        {
            bool isAsked = destination.Host is { } host && (hosts.Contains(host) || hosts.Count < MaxHosts);
            if (isAsked)
            {
                hosts.Add(destination.Host!);
            }

            checks.Add(isAsked
                ? CheckAsync(policyDomain, destination, cancellationToken)
                : Task.FromResult(destination));
        }

        return await Task.WhenAll(checks).ConfigureAwait(false);
    }

    // No host can agree where there is none.
    private static DmarcReportDestination Destination(string uri, string tag)
    {
        string? host = DmarcReportUris.HostOf(uri);
        return new DmarcReportDestination
        {
            Uri = uri,
            Tag = tag,
            Host = host,
            Authorization = host is null ? DmarcReportAuthorization.NotAuthorized : DmarcReportAuthorization.Unknown,
        };
    }

    private async Task<DmarcReportDestination> CheckAsync(
        string policyDomain, DmarcReportDestination destination, CancellationToken cancellationToken)
    {
        bool? isSame = await IsSameOrganizationAsync(policyDomain, destination.Host!, cancellationToken)
            .ConfigureAwait(false);
        if (isSame == true)
        {
            return destination with { Authorization = DmarcReportAuthorization.NotNeeded };
        }

        if (!DomainName.TryParse($"{policyDomain}._report._dmarc.{destination.Host}", out string? name))
        {
            // Step 4: a name that is too long cannot be asked for, and so nobody can agree.
            return destination with { Authorization = Unless(isSame, DmarcReportAuthorization.NotAuthorized) };
        }

        DnsAnswer answer = await _resolver.QueryAsync(name, DnsRecordType.Txt, cancellationToken).ConfigureAwait(false);
        destination = destination with { QueryName = name, Status = answer.Status };
        IReadOnlyList<string> agreements = TextRecords.Of(answer, DmarcRecordParser.IsDmarc);
        if (agreements.Count == 0)
        {
            return answer.IsKnown
                ? destination with { Authorization = Unless(isSame, DmarcReportAuthorization.NotAuthorized) }
                : destination;
        }

        string[] overrides =
            [.. agreements.SelectMany(text => DmarcRecordParser.Parse(text).UrisOf(destination.Tag))];
        // Step 9: an override must stay with the host; if not, no report goes anywhere.
        bool stays = Array.TrueForAll(overrides, uri => DmarcReportUris.HostOf(uri) == destination.Host);
        return destination with
        {
            Authorization = stays ? DmarcReportAuthorization.Authorized : DmarcReportAuthorization.NotAuthorized,
            OverrideUris = overrides,
        };
    }

    // Null where a question failed; then an agreement still counts, but its absence says nothing.
    private async Task<bool?> IsSameOrganizationAsync(
        string policyDomain, string host, CancellationToken cancellationToken)
    {
        if (policyDomain == host)
        {
            return true;
        }

        var walker = new DmarcTreeWalker(_resolver);
        DmarcWalk[] walks = await Task.WhenAll(
            walker.WalkAsync(policyDomain, cancellationToken), walker.WalkAsync(host, cancellationToken))
            .ConfigureAwait(false);
        (DmarcWalk own, DmarcWalk other) = (walks[0], walks[1]);
        return own.OrganizationalDomain is { } organization && other.OrganizationalDomain is { } otherOrganization
            ? organization == otherOrganization
            : null;
    }

    private static DmarcReportAuthorization Unless(bool? isSame, DmarcReportAuthorization authorization) =>
        isSame is null ? DmarcReportAuthorization.Unknown : authorization;
}
