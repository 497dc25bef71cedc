using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Authentication;

/// <summary>Where access tokens come from.</summary>
internal interface ITokenSource
{
    /// <summary>Gets a token that is valid now, as far as the source can tell.</summary>
    /// <param name="renew">
    /// Whether the server refused the last one, so that another is wanted; the source may still give the same.
    /// </param>
    /// <param name="cancellationToken">Cancels a request for a new token.</param>
    /// <exception cref="SmtpAdminException">As the source fails, for example TokenRequestFailed.</exception>
    Task<string> GetTokenAsync(bool renew, CancellationToken cancellationToken);
}
