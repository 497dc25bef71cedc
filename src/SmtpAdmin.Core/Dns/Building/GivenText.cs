namespace SmtpAdmin.Core.Dns.Building;

/// <summary>Checks what a user gives for a record; each error names the value and the parameter.</summary>
internal static class GivenText
{
    /// <summary>Returns a domain in normal form; unlike elsewhere an e-mail address does not stand for its domain.</summary>
    public static string Domain(string? text, string parameter) =>
        text is not null && text.IndexOf('@') < 0 && DomainName.TryParse(text, out string? domain)
            ? domain
            : throw Refuse(text, parameter, "is no domain name");

    /// <summary>Returns a selector: labels with dots between (RFC 6376, section 3.1).</summary>
    public static string Selector(string? text) =>
        // A selector may be digits alone, which a domain may not: a letter behind it tells whether it is labels.
        text is not null && text.IndexOf('@') < 0 && DomainName.TryParse($"{text}.x", out string? name)
            && name.Length == text.Length + 2
            ? name.Substring(0, text.Length)
            : throw Refuse(text, "Selector", "is no selector");

    public static SmtpAdminException Refuse(string? text, string parameter, string reason) =>
        new(ErrorKind.RecordValueInvalid, $"'{EscapedText.Shorten(text ?? string.Empty)}' of -{parameter} {reason}.");
}
