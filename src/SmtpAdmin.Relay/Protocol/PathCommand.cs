using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace SmtpAdmin.Relay.Protocol;

/// <summary>The argument of MAIL or RCPT: a path and its parameters.</summary>
/// <remarks>
/// The argument holds one octet in each character. Octets above 127 are read as UTF-8 where the transaction has
/// declared SMTPUTF8, and are refused where it has not (RFC 6531, sections 3.3 and 3.5).
/// </remarks>
internal readonly record struct PathCommand(MailPath Path, IReadOnlyList<EsmtpParameter> Parameters)
{
    private const string Utf8Keyword = "SMTPUTF8";

    /// <summary>MAIL = "MAIL FROM:" Reverse-path [SP Mail-parameters]</summary>
    /// <returns>Null, or the reply that says what is wrong.</returns>
    public static Reply? ParseMail(string argument, out PathCommand command)
    {
        Reply? refusal = Parse(
            argument, "FROM:", PathParser.ReadReversePath, Replies.MailSyntax, Replies.SenderSyntax, out command);
        return refusal ?? Decode(DeclaresUtf8(command), Replies.SenderSyntax, ref command);
    }

    /// <summary>RCPT = "RCPT TO:" Rcpt [SP Rcpt-parameters]</summary>
    /// <returns>Null, or the reply that says what is wrong.</returns>
    public static Reply? ParseRcpt(string argument, bool isUtf8, out PathCommand command)
    {
        Reply? refusal = Parse(
            argument, "TO:", PathParser.ReadForwardPath, Replies.RcptSyntax, Replies.RecipientSyntax, out command);
        return refusal ?? Decode(isUtf8, Replies.RecipientSyntax, ref command);
    }

    private static bool DeclaresUtf8(PathCommand command) =>
        command.Parameters.Any(static parameter => parameter is { Keyword: Utf8Keyword, Value: null });

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

    /// <summary>Turns octets into text; what is refused leaves nothing behind.</summary>
    private static Reply? Decode(bool isUtf8, Reply wrongPath, ref PathCommand command)
    {
        PathCommand octets = command;
        command = default;
        if (!isUtf8 && !octets.Path.IsAscii)
        {
            return Replies.AddressNeedsUtf8;
        }

        if (!octets.Path.TryDecode(out MailPath path))
        {
            return wrongPath;
        }

        var parameters = new List<EsmtpParameter>(octets.Parameters.Count);
        foreach (EsmtpParameter parameter in octets.Parameters)
        {
            string value = parameter.Value ?? string.Empty;
            if (!Utf8Octets.TryDecode(value, out string text) || (!isUtf8 && !Ascii.IsValid(value)))
            {
                return Replies.ParameterSyntax;
            }

            parameters.Add(parameter with { Value = parameter.Value is null ? null : text });
        }

        command = new PathCommand(path, parameters);
        return null;
    }

    private delegate int PathReader(ReadOnlySpan<char> text, out MailPath path);
}
