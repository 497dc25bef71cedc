using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Dns.Building;

/// <summary>An address that reports go to, as a record lists it.</summary>
/// <param name="Text">The URI, with what a list or a tag would end at percent-encoded.</param>
/// <param name="MailDomain">The domain of a mail address; null for https.</param>
internal sealed record ReportUri(string Text, string? MailDomain)
{
    private const string MailScheme = "mailto:";
    private const int MaxLength = 1000;

    // unreserved and the sub-delims that mean nothing in a list of URIs (RFC 3986, section 2; RFC 6068, section 2).
    private const string Plain = "-._~$&'*+=";

    /// <summary>Reads a mail address, with or without <c>mailto:</c>, or, where allowed, an https address.</summary>
    public static ReportUri Parse(string? text, string parameter, bool allowsHttps)
    {
        string given = (text ?? string.Empty).Trim();
        return allowsHttps && given.StartsWith("https:", StringComparison.OrdinalIgnoreCase)
            ? new ReportUri(HttpsUri.Parse(given, parameter), null)
            : ParseMail(given, parameter);
    }

    public static IReadOnlyList<ReportUri> ParseAll(IEnumerable<string> texts, string parameter, bool allowsHttps = false) =>
        texts.Select(text => Parse(text, parameter, allowsHttps)).GroupBy(static uri => uri.Text)
            .Select(static same => same.First()).ToList();

    private static ReportUri ParseMail(string given, string parameter)
    {
        bool isUri = given.StartsWith(MailScheme, StringComparison.OrdinalIgnoreCase);
        string address = isUri ? Uri.UnescapeDataString(given.Substring(MailScheme.Length)) : given;
        try
        {
            MailAddress parsed = MailAddressParser.Parse(address);
            if (address.Length > MaxLength || parsed.DisplayName is not null || parsed.Domain[0] == '[' || parsed.NeedsSmtpUtf8)
            {
                throw GivenText.Refuse(given, parameter, "is no plain address that reports can go to");
            }

            string domain = GivenText.Domain(parsed.Domain, parameter);
            return new ReportUri($"{MailScheme}{Encode(parsed.LocalPart)}@{domain}", domain);
        }
        catch (SmtpAdminException exception) when (exception.Kind == ErrorKind.AddressInvalid)
        {
            throw GivenText.Refuse(given, parameter, "is no address that reports can go to");
        }
    }

    private static string Encode(string localPart)
    {
        var encoded = new StringBuilder(localPart.Length);
        foreach (char character in localPart)
        {
            if (AsciiText.IsLetterOrDigit(character) || Plain.IndexOf(character) >= 0)
            {
                encoded.Append(character);
            }
            else
            {
                encoded.Append('%').Append(((int)character).ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return encoded.ToString();
    }
}
