using System;
using System.Linq;

namespace SmtpAdmin.Core.Authentication.Diagnosis;

/// <summary>Whose server it is, from its name and from how it signs its replies.</summary>
internal static class Provider
{
    private static readonly string[] s_microsoftHosts =
        ["office365.com", "outlook.com", "office.com", "office365.us", "outlook.cn", "live.com"];

    private static readonly string[] s_googleHosts = ["gmail.com", "google.com", "googlemail.com"];

    // Exchange Online ends its replies with [server.PROD.OUTLOOK.COM time id].
    public static bool IsMicrosoft(SmtpReply reply, AuthenticationFacts? facts) =>
        IsIn(s_microsoftHosts, facts) || Has(reply, ".OUTLOOK.COM") || Has(reply, "STOREDRV");

    // Google ends its replies with "<id> - gsmtp".
    public static bool IsGoogle(SmtpReply reply, AuthenticationFacts? facts) =>
        IsIn(s_googleHosts, facts) || Has(reply, "gsmtp") || Has(reply, "support.google.com");

    public static bool Has(SmtpReply reply, string text) =>
        reply.Text.IndexOf(text, StringComparison.OrdinalIgnoreCase) >= 0;

    private static bool IsIn(string[] domains, AuthenticationFacts? facts) =>
        facts?.Host.TrimEnd('.') is { } host && domains.Any(domain =>
            host.Equals(domain, StringComparison.OrdinalIgnoreCase)
            || host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase));
}
