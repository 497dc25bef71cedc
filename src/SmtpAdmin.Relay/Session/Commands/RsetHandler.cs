using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Protocol;

namespace SmtpAdmin.Relay.Session.Commands;

/// <summary>rset = "RSET" CRLF (RFC 5321, section 4.1.1.5)</summary>
internal sealed class RsetHandler : ICommandHandler
{
    public async ValueTask<bool> HandleAsync(SmtpSession session, string argument, CancellationToken cancellationToken)
    {
        if (argument.Length > 0)
        {
            session.Reply(Replies.NoArgument);
            return false;
        }

        await session.ClearTransactionAsync().ConfigureAwait(false);
        session.Reply(Replies.Ok);
        return true;
    }
}
