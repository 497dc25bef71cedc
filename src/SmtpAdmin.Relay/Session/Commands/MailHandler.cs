using System;
using System.Globalization;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Protocol;

namespace SmtpAdmin.Relay.Session.Commands;

/// <summary>MAIL with the parameters SIZE (RFC 1870), BODY (RFC 6152) and AUTH (RFC 4954, section 5)</summary>
internal sealed class MailHandler : ICommandHandler
{
    // size-value = 1*20DIGIT (RFC 1870, section 3): more than any number type holds, so its value is capped.
    private const int MaximumSizeDigits = 20;

    public ValueTask<bool> HandleAsync(SmtpSession session, string argument, CancellationToken cancellationToken)
    {
        Reply? refusal = PathCommand.ParseMail(argument, out PathCommand mail);
        bool is8BitMime = false;
        foreach (EsmtpParameter parameter in refusal is null ? mail.Parameters : [])
        {
            refusal ??= session.Client.IsExtended ? Check(session, parameter) : Replies.ParameterUnknown;
            is8BitMime |= parameter.Keyword == "BODY" && Is8BitMime(parameter);
        }

        refusal ??= session.Context.Policy.CheckSender(session.Client, mail.Path);
        if (refusal is not null)
        {
            session.Reply(refusal);
            return new ValueTask<bool>(false);
        }

        session.Transaction.Begin(mail.Path, is8BitMime);
        session.Reply(Replies.SenderOk);
        return new ValueTask<bool>(true);
    }

    private static Reply? Check(SmtpSession session, EsmtpParameter parameter)
    {
        switch (parameter.Keyword)
        {
            case "SIZE":
                return TryParseSize(parameter.Value, out long size)
                    ? session.Context.Policy.CheckDeclaredSize(size)
                    : Replies.ParameterSyntax;
            case "BODY":
                bool is7Bit = string.Equals(parameter.Value, "7BIT", StringComparison.OrdinalIgnoreCase);
                return is7Bit || Is8BitMime(parameter) ? null : Replies.ParameterSyntax;
            case "AUTH" when !session.Context.Users.IsEmpty:
                // RFC 4954, section 5: who first submitted it is not passed on, as no client is trusted that far.
                return parameter.Value is { } value && Xtext.IsValid(value) ? null : Replies.ParameterSyntax;
            default:
                return Replies.ParameterUnknown;
        }
    }

    private static bool Is8BitMime(EsmtpParameter parameter)
    {
        return string.Equals(parameter.Value, "8BITMIME", StringComparison.OrdinalIgnoreCase);
    }

    private static bool TryParseSize(string? value, out long size)
    {
        size = 0;
        bool isNumber = value is { Length: > 0 and <= MaximumSizeDigits } && value.All(char.IsAsciiDigit);
        if (!isNumber)
        {
            return false;
        }

        if (!long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out size))
        {
            size = long.MaxValue;
        }

        return true;
    }
}
