using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Protocol;

namespace SmtpAdmin.Relay.Session.Commands;

/// <summary>STARTTLS (RFC 3207)</summary>
internal sealed class StartTlsHandler : ICommandHandler
{
    public ValueTask<bool> HandleAsync(SmtpSession session, string argument, CancellationToken cancellationToken)
    {
        if (argument.Length > 0)
        {
            session.Reply(Replies.NoArgument);
            return new ValueTask<bool>(false);
        }

        // Whoever put these bytes here, they did not come under TLS: an attacker may have added them (RFC 3207,
        // section 6).
        if (!session.Input.Buffered.IsEmpty)
        {
            session.End(Replies.NotAfterStartTls);
            return new ValueTask<bool>(false);
        }

        session.Reply(Replies.ReadyForTls);
        return session.StartTlsAsync(cancellationToken);
    }
}
