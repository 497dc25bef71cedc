using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Routing;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Relay.Delivery.Routing;

/// <summary>
/// Opens sessions with the mail hosts of one domain, in the order of their preference. What a host's TLS must be is the
/// business of <see cref="IExchangerSecurity"/>.
/// </summary>
internal sealed class ExchangerSource(
    string domain,
    ExchangerDirectory directory,
    SmtpConnectionOptions template,
    IExchangerSecurity security) : ISessionSource
{
    public async Task<OpenedSession> OpenAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<MailHost> hosts = await directory.FindAsync(domain, cancellationToken).ConfigureAwait(false);
        SmtpAdminException? first = null;
        foreach (MailHost host in hosts)
        {
            try
            {
                SmtpConnectionOptions options = await security
                    .DecideAsync(domain, host, template, cancellationToken).ConfigureAwait(false);
                SmtpSession session = await SmtpSession.OpenAsync(options, cancellationToken).ConfigureAwait(false);
                return new OpenedSession(session, host.Name);
            }
            catch (SmtpAdminException failure)
            {
                first ??= failure;
            }
        }

        throw first!;
    }
}
