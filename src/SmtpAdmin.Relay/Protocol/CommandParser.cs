using System;
using System.Collections.Frozen;
using System.Collections.Generic;

namespace SmtpAdmin.Relay.Protocol;

/// <summary>
/// Reads the verb of a command line. Its argument is for the verb's own parser, which then knows what was meant.
/// </summary>
internal static class CommandParser
{
    private static readonly FrozenDictionary<string, Verb> s_verbs = new Dictionary<string, Verb>
    {
        ["EHLO"] = Verb.Ehlo,
        ["HELO"] = Verb.Helo,
        ["MAIL"] = Verb.Mail,
        ["RCPT"] = Verb.Rcpt,
        ["DATA"] = Verb.Data,
        ["BDAT"] = Verb.Bdat,
        ["RSET"] = Verb.Rset,
        ["NOOP"] = Verb.Noop,
        ["VRFY"] = Verb.Vrfy,
        ["QUIT"] = Verb.Quit,
        ["HELP"] = Verb.Help,
        ["STARTTLS"] = Verb.StartTls,
        ["AUTH"] = Verb.Auth,
        ["XCLIENT"] = Verb.XClient,
        ["PROXY"] = Verb.Proxy,
        ["EXPN"] = Verb.NotImplemented,
        ["ETRN"] = Verb.NotImplemented,
        ["TURN"] = Verb.NotImplemented,
        ["ATRN"] = Verb.NotImplemented,
        ["SEND"] = Verb.NotImplemented,
        ["SOML"] = Verb.NotImplemented,
        ["SAML"] = Verb.NotImplemented,
        ["LHLO"] = Verb.NotImplemented,
        ["GET"] = Verb.Http,
        ["HEAD"] = Verb.Http,
        ["POST"] = Verb.Http,
        ["PUT"] = Verb.Http,
        ["OPTIONS"] = Verb.Http,
        ["CONNECT"] = Verb.Http,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Verbs are read in any case, and space at the line's end is let pass (RFC 5321, sections 2.4 and 4.1.1).
    /// </summary>
    public static Command Parse(string line)
    {
        int space = line.IndexOf(' ', StringComparison.Ordinal);
        string name = space < 0 ? line : line[..space];
        string argument = space < 0 ? string.Empty : line[space..].Trim(' ');
        return new Command(s_verbs.GetValueOrDefault(name, Verb.Unknown), argument);
    }
}
