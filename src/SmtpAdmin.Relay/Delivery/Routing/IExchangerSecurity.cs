using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Routing;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Relay.Delivery.Routing;

/// <summary>Decides how the connection to a mail host must be protected: by DANE, MTA-STS, or as it is offered.</summary>
internal interface IExchangerSecurity
{
    /// <exception cref="SmtpAdminException">The host must not be used for this domain now.</exception>
    Task<SmtpConnectionOptions> DecideAsync(
        string domain, MailHost host, SmtpConnectionOptions template, CancellationToken cancellationToken);
}
