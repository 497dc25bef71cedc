using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Protocol;
using SmtpAdmin.Relay.Session.Authentication;

namespace SmtpAdmin.Relay.Session.Commands;

/// <summary>EHLO and HELO: name the client, end an open transaction, and offer what can be used now.</summary>
/// <remarks>No enhanced status code stands in these replies (RFC 2034, section 4).</remarks>
internal sealed class HelloHandler(bool isExtended) : ICommandHandler
{
    public async ValueTask<bool> HandleAsync(SmtpSession session, string argument, CancellationToken cancellationToken)
    {
        if (!ClientName.IsAcceptable(argument))
        {
            session.Reply(Replies.HelloSyntax);
            return false;
        }

        await session.ClearTransactionAsync().ConfigureAwait(false);
        session.Client.Name = argument;
        session.Client.IsExtended = isExtended;
        session.Reply(new Reply(250, null, isExtended ? Extensions(session) : [session.Context.HostName]));
        return true;
    }

    private static List<string> Extensions(SmtpSession session)
    {
        RelayOptions options = session.Context.Options;
        List<string> lines =
        [
            session.Context.HostName,
            "PIPELINING",
            "SIZE " + options.MaximumMessageSize.ToString(CultureInfo.InvariantCulture),
            "8BITMIME",
            "SMTPUTF8",
            "CHUNKING",
            .. Offers.BinaryMime(session) ? ["BINARYMIME"] : (string[])[],
            "DSN",
            "ENHANCEDSTATUSCODES",

            // RFC 9422, section 4: what a client may rely on, so that it splits a message before it is refused.
            "LIMITS RCPTMAX=" + options.MaximumRecipients.ToString(CultureInfo.InvariantCulture),
        ];
        if (CommandGuards.IsTrusted(session) is null)
        {
            lines.Add("XCLIENT " + XClientArgument.Names);
        }

        if (CommandGuards.CanStartTls(session) is null)
        {
            lines.Add("STARTTLS");
        }

        if (Offers.RequireTls(session))
        {
            lines.Add("REQUIRETLS");
        }

        if (CommandGuards.CanSignIn(session) is null)
        {
            lines.Add("AUTH " + SaslMechanisms.Names(session.Context));
        }

        return lines;
    }
}
