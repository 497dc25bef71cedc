using System;
using System.Globalization;

namespace SmtpAdmin.Relay.Policy;

/// <summary>Domains in the one form in which they are compared: A-labels in lower case (RFC 5890, section 2.3.2.4).</summary>
internal static class DomainName
{
    private static readonly IdnMapping s_idn = new();

    /// <returns>The form to compare; what is no domain stays as it is, and equals no domain.</returns>
    public static string ToComparable(string domain)
    {
        try
        {
            string ascii = System.Text.Ascii.IsValid(domain) ? domain : s_idn.GetAscii(domain);
            return ascii.ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            return domain;
        }
    }
}
