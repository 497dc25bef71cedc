using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Protocol;

namespace SmtpAdmin.Relay.Session.Commands;

/// <summary>quit = "QUIT" CRLF (RFC 5321, section 4.1.1.10)</summary>
internal sealed class QuitHandler : ICommandHandler
{
    public ValueTask<bool> HandleAsync(SmtpSession session, string argument, CancellationToken cancellationToken)
    {
        if (argument.Length > 0)
        {
            session.Reply(Replies.NoArgument);
            return new ValueTask<bool>(false);
        }

        session.End(Replies.Goodbye);
        return new ValueTask<bool>(true);
    }
}
