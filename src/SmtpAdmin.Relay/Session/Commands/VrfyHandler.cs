using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Protocol;

namespace SmtpAdmin.Relay.Session.Commands;

/// <summary>
/// vrfy = "VRFY" SP String CRLF (RFC 5321, section 4.1.1.6); it tells nobody who is known (section 7.3).
/// </summary>
internal sealed class VrfyHandler : ICommandHandler
{
    public ValueTask<bool> HandleAsync(SmtpSession session, string argument, CancellationToken cancellationToken)
    {
        session.Reply(argument.Length == 0 ? Replies.ArgumentMissing : Replies.CannotVerify);
        return new ValueTask<bool>(argument.Length > 0);
    }
}
