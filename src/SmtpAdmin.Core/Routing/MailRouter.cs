using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Addressing;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Core.Routing;

/// <summary>
/// Finds the hosts that take a domain's mail (RFC 5321, section 5.1). The MX hosts come by preference, those of one
/// preference in random order, so that senders spread over them. A domain without MX records takes mail at its own
/// address; one with a null MX takes none (RFC 7505). Where the domain name system gives no answer, nothing follows
/// from that: the mail waits. A host of several that cannot be looked up now is left out, and the others serve.
/// </summary>
internal sealed class MailRouter
{
    // Who is not reached through so many hosts and addresses is not reached through more.
    private const int MaximumHosts = 10;
    private const int MaximumAddresses = 8;

    private readonly IDnsResolver _resolver;
    private readonly Func<int> _nextRandom;

    public MailRouter(IDnsResolver resolver)
        : this(resolver, static () => Guid.NewGuid().GetHashCode())
    {
    }

    /// <param name="resolver">Answers the questions.</param>
    /// <param name="nextRandom">Gives a number by which to order a host among those of its preference.</param>
    public MailRouter(IDnsResolver resolver, Func<int> nextRandom)
    {
        _resolver = resolver;
        _nextRandom = nextRandom;
    }

    /// <param name="domain">A domain, or an address literal in brackets.</param>
    /// <param name="cancellationToken">Ends the questions.</param>
    /// <exception cref="SmtpAdminException">
    /// DomainInvalid; DomainNotFound or DomainTakesNoMail, which are final; DnsUnavailable, which is not.
    /// </exception>
    public async Task<MailRoute> FindAsync(string domain, CancellationToken cancellationToken)
    {
        if (domain.StartsWith("[", StringComparison.Ordinal))
        {
            return FromLiteral(domain);
        }

        string name = DomainName.Parse(domain);
        DnsAnswer answer = await _resolver.QueryAsync(name, DnsRecordType.Mx, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<string> hosts = answer.Status switch
        {
            DnsStatus.Found => Order(name, answer),
            DnsStatus.NoData => [name],
            DnsStatus.NxDomain => throw new SmtpAdminException(
                ErrorKind.DomainNotFound, $"The domain {name} does not exist."),
            _ => throw Unavailable(name, answer),
        };
        return new MailRoute
        {
            Domain = name,
            Hosts = await LookUpAsync(name, hosts, cancellationToken).ConfigureAwait(false),
        };
    }

    private string[] Order(string domain, DnsAnswer answer)
    {
        DnsMailExchange[] exchanges = [.. answer.Records.OfType<DnsMailExchange>()];
        if (exchanges.Length > 0 && exchanges.All(static mx => mx.Exchange.Length == 0))
        {
            throw new SmtpAdminException(
                ErrorKind.DomainTakesNoMail, $"The domain {domain} publishes that it takes no mail (RFC 7505).");
        }

        // RFC 5321, section 5.1: the data is a host name. An address there, or what is no name at all, is left out.
        return exchanges
            .OrderBy(static mx => mx.Preference)
            .ThenBy(_ => _nextRandom())
            .Select(static mx => DomainName.TryParse(mx.Exchange, out string? host) ? host : null)
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Take(MaximumHosts)
            .ToArray();
    }

    private async Task<IReadOnlyList<MailHost>> LookUpAsync(
        string domain, IReadOnlyList<string> hosts, CancellationToken cancellationToken)
    {
        DnsAnswer[][] answers = await Task.WhenAll(hosts.Select(host => Task.WhenAll(
            _resolver.QueryAsync(host, DnsRecordType.A, cancellationToken),
            _resolver.QueryAsync(host, DnsRecordType.Aaaa, cancellationToken)))).ConfigureAwait(false);
        MailHost[] found = hosts
            .Zip(answers, static (host, both) => new MailHost { Name = host, Addresses = AddressesOf(both) })
            .Where(static host => host.Addresses.Count > 0)
            .ToArray();
        if (found.Length > 0)
        {
            return found;
        }

        DnsAnswer? unknown = answers.SelectMany(static both => both).FirstOrDefault(static answer => !answer.IsKnown);
        throw unknown is null
            ? new SmtpAdminException(
                ErrorKind.DomainNotFound, $"The domain {domain} has no mail host that has an address.")
            : Unavailable(domain, unknown);
    }

    // IPv4 first: many receivers take mail over IPv6 only from machines that are fully set up for it.
    private static IPAddress[] AddressesOf(IEnumerable<DnsAnswer> answers) => answers
        .SelectMany(static answer => answer.Records)
        .OfType<DnsAddress>()
        .Select(static record => record.Address)
        .Take(MaximumAddresses)
        .ToArray();

    private static MailRoute FromLiteral(string literal)
    {
        if (!EhloName.TryParseLiteral(literal, out IPAddress? address))
        {
            throw new SmtpAdminException(
                ErrorKind.DomainInvalid, $"'{PrintableText.From(literal)}' is not an address literal.");
        }

        var host = new MailHost { Name = address.ToString(), Addresses = [address] };
        return new MailRoute { Domain = literal, Hosts = [host] };
    }

    private static SmtpAdminException Unavailable(string domain, DnsAnswer answer) => new(
        ErrorKind.DnsUnavailable,
        $"The mail hosts of {domain} could not be found out: {answer.Status} for {answer.Question.Name}. "
        + PrintableText.From(answer.Failure));
}
