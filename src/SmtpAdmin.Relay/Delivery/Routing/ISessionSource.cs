using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Relay.Delivery.Routing;

/// <summary>Opens sessions with a destination. Used by all its workers at once.</summary>
internal interface ISessionSource
{
    /// <exception cref="SmtpAdminException">None of its hosts can be used now, or the destination takes no mail.</exception>
    Task<OpenedSession> OpenAsync(CancellationToken cancellationToken);
}
