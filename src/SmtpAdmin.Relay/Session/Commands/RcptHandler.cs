using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Protocol;

namespace SmtpAdmin.Relay.Session.Commands;

/// <summary>RCPT adds a recipient; after HELO it takes no parameter (RFC 5321, section 4.1.1.3).</summary>
internal sealed class RcptHandler : ICommandHandler
{
    public ValueTask<bool> HandleAsync(SmtpSession session, string argument, CancellationToken cancellationToken)
    {
        MailTransaction transaction = session.Transaction;
        RcptParameters parameters = default;
        Reply? refusal = PathCommand.ParseRcpt(argument, transaction.Parameters.IsUtf8, out PathCommand recipient)
            ?? ReadParameters(session, recipient, out parameters)
            ?? session.Context.Policy.CheckRecipient(session.Client, recipient.Path)
            ?? session.Context.Policy.CheckRecipientCount(transaction.Recipients.Count);
        if (refusal is not null)
        {
            session.Reply(refusal);
            return new ValueTask<bool>(false);
        }

        transaction.AddRecipient(recipient.Path, parameters);
        session.Reply(Replies.RecipientOk);
        return new ValueTask<bool>(true);
    }

    private static Reply? ReadParameters(SmtpSession session, PathCommand recipient, out RcptParameters parameters)
    {
        parameters = default;
        bool isUnknown = !session.Client.IsExtended && recipient.Parameters.Count > 0;
        return isUnknown ? Replies.ParameterUnknown : RcptParameters.Parse(recipient.Parameters, out parameters);
    }
}
