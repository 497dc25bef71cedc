using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin;

/// <summary>Decides for a relay about access tokens, which come by XOAUTH2 and OAUTHBEARER (RFC 7628).</summary>
public interface ITokenValidator
{
    /// <summary>
    /// Checks signature or issuer, audience, expiry and what else makes a token good. Called from several sessions at
    /// once; a relay waits 30 seconds at most. A failure to find out is an exception, and the client may try again.
    /// </summary>
    /// <param name="userName">The user that the client named, or null where it named none.</param>
    /// <param name="token">The token; a secret.</param>
    /// <param name="cancellationToken">Ends the checking.</param>
    /// <returns>The user who has signed in, or null to refuse the token, also as one of another user.</returns>
    Task<string?> ValidateAsync(string? userName, string token, CancellationToken cancellationToken);
}
