using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Addressing;
using SmtpAdmin.Core.Composing;
using SmtpAdmin.Core.Routing;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Core.Sending;

/// <summary>
/// Delivers to the mail exchangers of each recipient's domain (RFC 5321, section 5.1): one transaction for the
/// recipients of a domain, with the first host that can be reached. Keeps the connections to the last few hosts.
/// </summary>
internal sealed class DirectCarrier : IMessageCarrier
{
    private const int MaximumKept = 4;

    private readonly MailRouter _router;
    private readonly SmtpConnectionOptions _template;
    private readonly ConnectionNumbers _numbers;
    private readonly int _maxMessagesPerConnection;
    private readonly TimeProvider _clock;
    private readonly List<(string Host, ServerCarrier Carrier)> _kept = [];

    public DirectCarrier(
        MailRouter router,
        SmtpConnectionOptions template,
        ConnectionNumbers numbers,
        int maxMessagesPerConnection,
        TimeProvider clock)
    {
        _maxMessagesPerConnection = maxMessagesPerConnection;
        _router = router;
        _template = template;
        _numbers = numbers;
        _clock = clock;
    }

    public void Prepare(CancellationToken cancellationToken)
    {
        // Which server it will be depends on the recipients.
    }

    public async Task<CarrierReport> SendAsync(
        OutgoingMessage message, IReadOnlyList<MailAddress> recipients, CancellationToken cancellationToken)
    {
        var rows = new RecipientResult[recipients.Count];
        CarrierReport? worst = null;
        TimeSpan connecting = TimeSpan.Zero;
        foreach (IGrouping<string, int> domain in Enumerable.Range(0, recipients.Count)
            .GroupBy(index => recipients[index].Domain, StringComparer.OrdinalIgnoreCase))
        {
            int[] places = domain.ToArray();
            MailAddress[] mailboxes = Array.ConvertAll(places, place => recipients[place]);
            CarrierReport report = await SendToDomainAsync(message, domain.Key, mailboxes, cancellationToken)
                .ConfigureAwait(false);
            for (int i = 0; i < places.Length; i++)
            {
                rows[places[i]] = report.Recipients[i];
            }

            connecting += report.ConnectDuration;
            worst = worst is { Failure: not null } ? worst : report;
        }

        return worst! with { Recipients = rows, ConnectDuration = connecting };
    }

    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        foreach ((string _, ServerCarrier carrier) in _kept)
        {
            await carrier.CloseAsync(cancellationToken).ConfigureAwait(false);
        }

        _kept.Clear();
    }

    private async Task<CarrierReport> SendToDomainAsync(
        OutgoingMessage message, string domain, MailAddress[] recipients, CancellationToken cancellationToken)
    {
        MailRoute route;
        try
        {
            route = await _router.FindAsync(domain, cancellationToken).ConfigureAwait(false);
        }
        catch (SmtpAdminException failure)
        {
            return RecipientRows.NotOffered(recipients, failure);
        }

        CarrierReport? report = null;
        foreach (MailHost host in route.Hosts)
        {
            ServerCarrier carrier = await TakeAsync(host, cancellationToken).ConfigureAwait(false);
            report = await carrier.SendAsync(message, recipients, cancellationToken).ConfigureAwait(false);
            if (!IsForNextHost(report))
            {
                break;
            }
        }

        return report!;
    }

    private async Task<ServerCarrier> TakeAsync(MailHost host, CancellationToken cancellationToken)
    {
        int index = _kept.FindIndex(kept => kept.Host == host.Name);
        if (index >= 0)
        {
            return _kept[index].Carrier;
        }

        if (_kept.Count == MaximumKept)
        {
            await _kept[0].Carrier.CloseAsync(cancellationToken).ConfigureAwait(false);
            _kept.RemoveAt(0);
        }

        var route = new ServerRoute(host.ToOptions(_template), _numbers, new RouteGuard(_clock))
        {
            MaxMessagesPerConnection = _maxMessagesPerConnection,
        };
        var carrier = new ServerCarrier(route);
        _kept.Add((host.Name, carrier));
        return carrier;
    }

    // A host that cannot be reached or has no time says nothing of the message: the next one may take it.
    private static bool IsForNextHost(CarrierReport report) =>
        report.Failure?.Kind is ErrorKind.HostUnreachable or ErrorKind.ConnectionRefused or ErrorKind.ConnectionTimeout
            or ErrorKind.ConnectionLost or ErrorKind.ServerUnavailable or ErrorKind.HostNotFound
        && report.Recipients.All(row => row.Status is RecipientStatus.Deferred or RecipientStatus.NotTried);
}
