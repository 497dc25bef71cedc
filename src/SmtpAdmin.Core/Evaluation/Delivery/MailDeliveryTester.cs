using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Checks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Reading;

namespace SmtpAdmin.Core.Evaluation.Delivery;

/// <summary>
/// Finds out whether a sender that honours DANE and MTA-STS can deliver to a domain: the questions, then one polite
/// connection to each address of each mail exchanger, without any mail. Different hosts are tried side by side, the
/// addresses of one host one after the other.
/// </summary>
internal sealed class MailDeliveryTester
{
    // As many as a sender would try.
    private const int MaxHosts = 10;
    private const int MaxAddresses = 8;

    private readonly IDnsResolver _resolver;
    private readonly Func<IDnsResolver, IMtaStsPolicySource> _policies;
    private readonly MailDeliveryOptions _options;

    /// <param name="resolver">Answers the questions.</param>
    /// <param name="policies">Makes the source of policies, given the resolver with its cache.</param>
    /// <param name="options">How to connect.</param>
    public MailDeliveryTester(
        IDnsResolver resolver, Func<IDnsResolver, IMtaStsPolicySource> policies, MailDeliveryOptions options)
    {
        _resolver = resolver;
        _policies = policies;
        _options = options;
    }

    /// <param name="domain">A domain, or an e-mail address.</param>
    /// <param name="cancellationToken">Ends the test.</param>
    /// <exception cref="SmtpAdminException">DomainInvalid: the text names no domain.</exception>
    public async Task<MailDeliveryResult> TestAsync(string domain, CancellationToken cancellationToken)
    {
        string name = DomainName.Parse(domain);
        DateTimeOffset testedAt = _options.TimeProvider.GetUtcNow();
        long started = _options.TimeProvider.GetTimestamp();
        var resolver = new LongNameResolver(new CachingDnsResolver(_resolver));
        Task<IReadOnlyList<MtaStsRecord>> policy =
            new MtaStsReader(resolver, _policies(resolver)).ReadRecordsAsync(name, cancellationToken);
        DnsAnswer mx = await resolver.QueryAsync(name, DnsRecordType.Mx, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<MtaStsRecord> mtaSts = await policy.ConfigureAwait(false);
        DnsMailExchange[] hosts = HostsOf(name, mx);
        IReadOnlyList<MailDeliveryEndpoint>[] endpoints = await Task.WhenAll(hosts.Select(
            host => TestHostAsync(resolver, name, host, mx, mtaSts, cancellationToken))).ConfigureAwait(false);
        MailDeliveryEndpoint[] all = [.. endpoints.SelectMany(static list => list)];
        (MailDeliveryVerdict verdict, string reason) = Sum(name, mx, all);
        return new MailDeliveryResult
        {
            Domain = name,
            Verdict = verdict,
            Reason = reason,
            Endpoints = all,
            MtaSts = mtaSts[0],
            IsMxSecure = mx.IsAuthenticated,
            NameServer = mx.NameServer,
            Duration = _options.TimeProvider.GetElapsedTime(started),
            TestedAt = testedAt,
        };
    }

    // RFC 5321, section 5.1: without MX records the domain itself is the host.
    private static DnsMailExchange[] HostsOf(string domain, DnsAnswer mx) => mx.Status switch
    {
        DnsStatus.NoData => [new DnsMailExchange(TimeSpan.Zero, 0, domain)],
        DnsStatus.Found =>
        [
            .. mx.Records.OfType<DnsMailExchange>().Where(static host => DomainName.TryParse(host.Exchange, out _))
                .OrderBy(static host => host.Preference).ThenBy(static host => host.Exchange, StringComparer.OrdinalIgnoreCase)
                .GroupBy(static host => host.Exchange, StringComparer.OrdinalIgnoreCase)
                .Select(static same => same.First()).Take(MaxHosts),
        ],
        _ => [],
    };

    private async Task<IReadOnlyList<MailDeliveryEndpoint>> TestHostAsync(
        LongNameResolver resolver,
        string domain,
        DnsMailExchange mx,
        DnsAnswer answer,
        IReadOnlyList<MtaStsRecord> mtaSts,
        CancellationToken cancellationToken)
    {
        TlsaLookup lookup = await TlsaLookup
            .ReadAsync(resolver, DomainName.Parse(mx.Exchange), cancellationToken, _options.Port).ConfigureAwait(false);
        var facts = new DeliveryFacts
        {
            Host = lookup.Host,
            Preference = mx.Preference,
            MxAnswer = answer,
            Lookup = lookup,
            MtaSts = mtaSts,
        };
        if (lookup.Addresses.Addresses.Count == 0)
        {
            return [DeliveryEvaluator.Evaluate(facts, domain, _options.TimeProvider.GetUtcNow())];
        }

        var endpoints = new List<MailDeliveryEndpoint>();
        foreach (string address in lookup.Addresses.Addresses.Take(MaxAddresses))
        {
            DeliveryFacts tried = await ConnectAsync(facts, IPAddress.Parse(address), cancellationToken)
                .ConfigureAwait(false);
            endpoints.Add(DeliveryEvaluator.Evaluate(tried, domain, _options.TimeProvider.GetUtcNow()));
        }

        return endpoints;
    }

    private async Task<DeliveryFacts> ConnectAsync(
        DeliveryFacts facts, IPAddress address, CancellationToken cancellationToken)
    {
        IReadOnlyList<byte[]> chain = [];
        // RFC 7672, section 8.1: with DANE the server is asked for by the base name of its records.
        string name = facts.Lookup.IsSecure ? facts.Lookup.BaseName : facts.Host;
        SmtpServerTestResult connection = await SmtpServerTester.TestAsync(
            new SmtpServerTestOptions
            {
                Server = new SmtpEndpoint(name, _options.Port),
                Security = SmtpSecurity.StartTlsWhenAvailable,
                LocalName = _options.LocalName,
                StepTimeout = _options.StepTimeout,
                TrustedRoots = _options.TrustedRoots,
                Resolver = (_, _) => Task.FromResult<IPAddress[]>([address]),
                TimeProvider = _options.TimeProvider,
                TlsSeen = tls => chain = tls.PresentedChain,
            },
            cancellationToken).ConfigureAwait(false);
        return facts with
        {
            Address = new IPEndPoint(address, _options.Port).ToString(),
            Connection = connection,
            Chain = chain,
        };
    }

    private static (MailDeliveryVerdict Verdict, string Reason) Sum(
        string domain, DnsAnswer mx, MailDeliveryEndpoint[] endpoints)
    {
        if (!mx.IsKnown)
        {
            return (MailDeliveryVerdict.Unknown, $"{mx.Status} for the MX of {domain}. {mx.Failure}".TrimEnd());
        }

        if (endpoints.Length == 0)
        {
            bool isNull = mx.Records.OfType<DnsMailExchange>().Any(static host => host.Exchange.Length == 0);
            return (MailDeliveryVerdict.Refuse, mx.Status == DnsStatus.NxDomain ? $"{domain} does not exist."
                : isNull ? $"{domain} publishes that it takes no mail (RFC 7505)."
                : $"No MX record of {domain} names a host.");
        }

        MailDeliveryEndpoint decisive = endpoints.FirstOrDefault(static endpoint =>
                endpoint.Verdict is not MailDeliveryVerdict.Refuse and not MailDeliveryVerdict.Unknown)
            ?? endpoints.FirstOrDefault(static endpoint => endpoint.Verdict == MailDeliveryVerdict.Unknown)
            ?? endpoints[0];
        return (decisive.Verdict, ReasonOf(decisive));
    }

    private static string ReasonOf(MailDeliveryEndpoint endpoint)
    {
        string where = $"{endpoint.Host} {(endpoint.Address is null ? string.Empty : $"({endpoint.Address})")}".TrimEnd();
        // What was not reached for want of a connection is unknown too, and says nothing.
        CheckFinding connect = endpoint.Findings.Last(static finding => finding.Code == DeliveryCodes.Connect);
        CheckFinding? trouble = connect.Status == CheckStatus.Fail ? connect : endpoint.Findings.FirstOrDefault(finding =>
            finding.Status == (endpoint.Verdict == MailDeliveryVerdict.Unknown ? CheckStatus.Unknown : CheckStatus.Fail));
        return endpoint.Verdict switch
        {
            MailDeliveryVerdict.DeliverByDane => $"{where}: {endpoint.Dane.Evidence}",
            MailDeliveryVerdict.DeliverByMtaSts => $"{where}: {endpoint.MtaSts.Evidence}",
            MailDeliveryVerdict.Opportunistic => $"{where}: {endpoint.Dane.Evidence} {endpoint.MtaSts.Evidence}",
            _ => $"{where}: {(trouble ?? connect).Evidence}",
        };
    }
}
