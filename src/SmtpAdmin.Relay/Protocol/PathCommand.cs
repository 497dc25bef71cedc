using System;
using System.Collections.Generic;

namespace SmtpAdmin.Relay.Protocol;

/// <summary>The argument of MAIL or RCPT: a path and its parameters.</summary>
internal readonly record struct PathCommand(MailPath Path, IReadOnlyList<EsmtpParameter> Parameters)
{
    /// <summary>MAIL = "MAIL FROM:" Reverse-path [SP Mail-parameters]</summary>
    /// <returns>Null, or the reply that says what is wrong.</returns>
    public static Reply? ParseMail(string argument, out PathCommand command)
    {
        return Parse(
            argument, "FROM:", PathParser.ReadReversePath, Replies.MailSyntax, Replies.SenderSyntax, out command);
    }

    /// <summary>RCPT = "RCPT TO:" Rcpt [SP Rcpt-parameters]</summary>
    /// <returns>Null, or the reply that says what is wrong.</returns>
    public static Reply? ParseRcpt(string argument, out PathCommand command)
    {
        return Parse(
            argument, "TO:", PathParser.ReadForwardPath, Replies.RcptSyntax, Replies.RecipientSyntax, out command);
    }

    /// <remarks>Space between the colon and the path is against the grammar, and common; nothing hangs on it.</remarks>
    private static Reply? Parse(
        string argument, string keyword, PathReader readPath, Reply wrongForm, Reply wrongPath, out PathCommand command)
    {
        command = default;
        if (!argument.StartsWith(keyword, StringComparison.OrdinalIgnoreCase))
        {
            return wrongForm;
        }

        ReadOnlySpan<char> text = argument.AsSpan(keyword.Length).TrimStart(' ');
        int length = readPath(text, out MailPath path);
        if (length == 0)
        {
            return text.IsEmpty ? wrongForm : wrongPath;
        }

        ReadOnlySpan<char> rest = text[length..];
        if (rest is not ([] or [' ', ..]) || !EsmtpParameterParser.TryParse(rest.ToString(), out var parameters))
        {
            return Replies.ParameterSyntax;
        }

        command = new PathCommand(path, parameters);
        return null;
    }

    private delegate int PathReader(ReadOnlySpan<char> text, out MailPath path);
}
