using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Routing;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Relay.Delivery.Routing;

/// <summary>TLS where it is offered, with any certificate (RFC 7435).</summary>
internal sealed class OpportunisticSecurity : IExchangerSecurity
{
    public Task<SmtpConnectionOptions> DecideAsync(
        string domain, MailHost host, SmtpConnectionOptions template, CancellationToken cancellationToken) =>
        Task.FromResult(host.ToOptions(template));
}
