using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Routing;

namespace SmtpAdmin.Relay.Delivery.Routing;

/// <summary>
/// Finds the mail hosts of a domain, without those that are this machine: behind a host that is itself, a relay finds
/// only hosts that would send the mail back to it (RFC 5321, section 5.1).
/// </summary>
/// <param name="router">Asks for the hosts.</param>
/// <param name="isOwn">Whether an address is one of this machine.</param>
internal sealed class ExchangerDirectory(MailRouter router, Func<IPAddress, bool> isOwn)
{
    // Who is not reached through so many hosts is not reached through more.
    private const int MaximumHosts = 5;

    /// <exception cref="SmtpAdminException">
    /// As <see cref="MailRouter.FindAsync"/>; MailLoop: the mail of the domain is for this machine.
    /// </exception>
    public async Task<IReadOnlyList<MailHost>> FindAsync(string domain, CancellationToken cancellationToken)
    {
        MailRoute route = await router.FindAsync(domain, cancellationToken).ConfigureAwait(false);
        List<MailHost> hosts = route.Hosts
            .TakeWhile(host => !host.Addresses.Any(isOwn))
            .Take(MaximumHosts)
            .ToList();
        return hosts.Count > 0
            ? hosts
            : throw new SmtpAdminException(
                ErrorKind.MailLoop, $"The mail host of {domain} is this machine, which has no other route for it.");
    }
}
