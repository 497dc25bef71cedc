using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Protocol;

namespace SmtpAdmin.Relay.Session.Commands;

/// <summary>
/// NOOP and HELP: the same reply every time, whatever the argument (RFC 5321, sections 4.1.1.8 and 4.1.1.9).
/// </summary>
internal sealed class ReplyHandler(Reply reply) : ICommandHandler
{
    public ValueTask<bool> HandleAsync(SmtpSession session, string argument, CancellationToken cancellationToken)
    {
        session.Reply(reply);
        return new ValueTask<bool>(true);
    }
}
