using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Protocol;
using SmtpAdmin.Relay.Session.Authentication;

namespace SmtpAdmin.Relay.Session.Commands;

/// <summary>MAIL begins a transaction; after HELO it takes no parameter (RFC 5321, section 4.1.1.2).</summary>
internal sealed class MailHandler : ICommandHandler
{
    public ValueTask<bool> HandleAsync(SmtpSession session, string argument, CancellationToken cancellationToken)
    {
        MailParameters parameters = MailParameters.None;
        Reply? refusal = PathCommand.ParseMail(argument, out PathCommand mail)
            ?? ReadParameters(session, mail, out parameters)
            ?? session.Context.Policy.CheckDeclaredSize(parameters.Size)
            ?? session.Context.Policy.CheckSender(session.Client, mail.Path);
        if (refusal is not null)
        {
            session.Reply(refusal);
            return new ValueTask<bool>(false);
        }

        session.Transaction.Begin(mail.Path, parameters);
        session.Reply(Replies.SenderOk);
        return new ValueTask<bool>(true);
    }

    private static Reply? ReadParameters(SmtpSession session, PathCommand mail, out MailParameters parameters)
    {
        parameters = MailParameters.None;
        if (!session.Client.IsExtended)
        {
            return mail.Parameters.Count > 0 ? Replies.ParameterUnknown : null;
        }

        var parser = new MailParameterParser(
            offersAuthentication: SaslMechanisms.AreOffered(session.Context),
            offersRequireTls: Offers.RequireTls(session),
            offersBinaryMime: Offers.BinaryMime(session));
        return parser.Parse(mail.Parameters, out parameters);
    }
}
