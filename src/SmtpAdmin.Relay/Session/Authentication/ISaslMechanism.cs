using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Relay.Session.Authentication;

/// <summary>The server's side of one authentication exchange; made anew for each AUTH command.</summary>
internal interface ISaslMechanism
{
    /// <summary>
    /// Takes the client's response; null asks for the first challenge, where no initial response came.
    /// </summary>
    ValueTask<SaslStep> NextAsync(byte[]? response, CancellationToken cancellationToken);
}
