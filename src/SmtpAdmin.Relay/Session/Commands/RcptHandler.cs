using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Protocol;

namespace SmtpAdmin.Relay.Session.Commands;

/// <summary>RCPT; no parameter is offered yet.</summary>
internal sealed class RcptHandler : ICommandHandler
{
    public ValueTask<bool> HandleAsync(SmtpSession session, string argument, CancellationToken cancellationToken)
    {
        Reply? refusal = PathCommand.ParseRcpt(argument, out PathCommand recipient);
        if (refusal is null && recipient.Parameters.Count > 0)
        {
            refusal = Replies.ParameterUnknown;
        }

        refusal ??= session.Context.Policy.CheckRecipient(session.Client, recipient.Path);
        refusal ??= session.Context.Policy.CheckRecipientCount(session.Transaction.Recipients.Count);
        if (refusal is not null)
        {
            session.Reply(refusal);
            return new ValueTask<bool>(false);
        }

        session.Transaction.AddRecipient(recipient.Path);
        session.Reply(Replies.RecipientOk);
        return new ValueTask<bool>(true);
    }
}
