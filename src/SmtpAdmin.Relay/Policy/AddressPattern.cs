using System;
using System.Text;
using SmtpAdmin.Relay.Protocol;

namespace SmtpAdmin.Relay.Policy;

/// <summary>
/// What rules and users name addresses with: one address, a domain, <c>*.domain</c> for those below it, <c>*</c>, or
/// <c>&lt;&gt;</c>. Case does not count, and neither do quotes that an address could do without.
/// </summary>
internal sealed class AddressPattern
{
    private const string NullPath = "<>";
    private const string Any = "*";

    private readonly string _text;
    private readonly string? _localPart;
    private readonly string _domain;

    private AddressPattern(string text, string? localPart, string domain)
    {
        _text = text;
        _localPart = localPart;
        _domain = domain;
    }

    /// <summary>Whether the text is a pattern; an at sign inside a quoted local part is not its end.</summary>
    public static bool TryParse(string text, out AddressPattern? pattern)
    {
        int at = text.LastIndexOf('@');
        string? localPart = at < 0 ? null : Unquote(text[..at]);
        string domain = DomainName.ToComparable(text[(at + 1)..]);
        string name = at < 0 && domain.StartsWith("*.", StringComparison.Ordinal) ? domain[2..] : domain;
        bool isWord = text is NullPath or Any;
        bool isValid = isWord || (localPart is not "" && IsDomain(name, mayBeLiteral: at >= 0));
        pattern = isValid ? new AddressPattern(text, localPart, domain) : null;
        return isValid;
    }

    public bool Matches(MailPath path)
    {
        if (path == MailPath.Null || _text == NullPath)
        {
            return path == MailPath.Null && _text == NullPath;
        }

        if (_text == Any)
        {
            return true;
        }

        string domain = DomainName.ToComparable(path.Domain);
        if (_domain.StartsWith("*.", StringComparison.Ordinal))
        {
            return domain.EndsWith(_domain[1..], StringComparison.Ordinal);
        }

        return domain == _domain
            && (_localPart is null || string.Equals(_localPart, Unquote(path.LocalPart), StringComparison.OrdinalIgnoreCase));
    }

    public override string ToString() => _text;

    private static bool IsDomain(string text, bool mayBeLiteral)
    {
        int length = mayBeLiteral && text.StartsWith('[') ? MailboxGrammar.AddressLiteral(text) : MailboxGrammar.Domain(text);
        return length > 0 && length == text.Length;
    }

    /// <summary>Quoted-string = DQUOTE *QcontentSMTP DQUOTE; its meaning is what the quotes and backslashes hold.</summary>
    private static string Unquote(string localPart)
    {
        if (localPart is not ['"', .., '"'])
        {
            return localPart;
        }

        var content = new StringBuilder(localPart.Length);
        for (int index = 1; index < localPart.Length - 1; index++)
        {
            index += localPart[index] == '\\' ? 1 : 0;
            content.Append(localPart[index]);
        }

        return content.ToString();
    }
}
