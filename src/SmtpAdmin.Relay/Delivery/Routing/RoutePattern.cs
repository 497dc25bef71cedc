using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpAdmin.Relay.Delivery.Routing;

/// <summary>Compares addresses with what a route is for: an address, a domain, or all domains below one.</summary>
internal static class RoutePattern
{
    private const string AllBelow = "*.";

    public static bool IsMatch(IReadOnlyList<string> patterns, string address)
    {
        string domain = DomainOf(address);
        return patterns.Count == 0 || patterns.Any(pattern => IsMatch(pattern, address, domain));
    }

    /// <summary>The domain of a mailbox in lower case; empty for the null reverse-path and a bare Postmaster.</summary>
    public static string DomainOf(string address)
    {
        int at = address.LastIndexOf('@');
        return at < 0 ? string.Empty : address[(at + 1)..].ToLowerInvariant();
    }

    private static bool IsMatch(string pattern, string address, string domain)
    {
        if (pattern.Contains('@', StringComparison.Ordinal))
        {
            return string.Equals(pattern, address, StringComparison.OrdinalIgnoreCase);
        }

        return pattern.StartsWith(AllBelow, StringComparison.Ordinal)
            ? domain.EndsWith(pattern[1..], StringComparison.OrdinalIgnoreCase)
            : string.Equals(pattern, domain, StringComparison.OrdinalIgnoreCase);
    }
}
