using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Protocol;

namespace SmtpAdmin.Relay.Session;

/// <summary>Carries out one command whose state and guard are in order.</summary>
internal interface ICommandHandler
{
    /// <summary>Replies to the command.</summary>
    /// <returns>Whether it succeeded, so that the session takes the rule's next state.</returns>
    ValueTask<bool> HandleAsync(SmtpSession session, string argument, CancellationToken cancellationToken);

    /// <summary>Replies to the command where it may not come now; a command that brings content takes it first.</summary>
    ValueTask RefuseAsync(SmtpSession session, string argument, Reply refusal, CancellationToken cancellationToken)
    {
        session.Reply(refusal);
        return default;
    }
}
