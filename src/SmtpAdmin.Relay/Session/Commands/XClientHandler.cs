using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Protocol;

namespace SmtpAdmin.Relay.Session.Commands;

/// <summary>
/// XCLIENT (Postfix, XCLIENT_README): a trusted server says for whom it speaks, and is greeted anew as that client.
/// </summary>
internal sealed class XClientHandler : ICommandHandler
{
    public ValueTask<bool> HandleAsync(SmtpSession session, string argument, CancellationToken cancellationToken)
    {
        if (!XClientArgument.TryParse(argument, out XClientArgument client))
        {
            session.Reply(Replies.XClientSyntax);
            return new ValueTask<bool>(false);
        }

        session.ActFor(client.Address, client.Login);
        if (!session.IsEnding)
        {
            session.Greet();
        }

        return new ValueTask<bool>(true);
    }
}
