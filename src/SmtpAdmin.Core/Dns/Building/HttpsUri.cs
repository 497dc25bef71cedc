using System;

namespace SmtpAdmin.Core.Dns.Building;

/// <summary>An https address as a record holds it.</summary>
internal static class HttpsUri
{
    private const int MaxLength = 1000;

    /// <summary>
    /// Returns the address in ASCII. Comma, semicolon and exclamation mark would end it within a record and are
    /// percent-encoded (RFC 8460, section 3).
    /// </summary>
    public static string Parse(string? text, string parameter)
    {
        string given = (text ?? string.Empty).Trim();
        bool isUri = given.Length <= MaxLength
            && Array.TrueForAll(given.ToCharArray(), static c => c > ' ' && c is not ('"' or '\\' or '<' or '>' or '\x7F'))
            && Uri.TryCreate(given, UriKind.Absolute, out Uri? parsed)
            && parsed.Scheme == Uri.UriSchemeHttps && parsed.UserInfo.Length == 0
            && DomainName.TryParse(parsed.IdnHost, out _);
        if (!isUri)
        {
            throw GivenText.Refuse(given, parameter, "is no https address with a domain name");
        }

        var uri = new Uri(given);
        string port = uri.IsDefaultPort ? string.Empty : FormattableString.Invariant($":{uri.Port}");
        string path = uri.PathAndQuery.Replace(",", "%2C").Replace(";", "%3B").Replace("!", "%21");
        return $"https://{uri.IdnHost}{port}{path}";
    }
}
