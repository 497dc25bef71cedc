using System;
using System.Collections.Generic;
using System.Linq;

namespace SmtpAdmin.Core.Status;

/// <summary>Whose text a status is, and what they mean by it.</summary>
internal static class StatusProviders
{
    // How each signs its texts, or what stands beside them in a log: the name of its server.
    private static readonly (string Name, string[] Signs, IReadOnlyList<ProviderEntry> Entries)[] s_providers =
    [
        ("Google", ["gsmtp", "gcdp", "support.google.com", "aspmx.l.google.com", "gmail-smtp-in"], GoogleStatuses.Entries),
        (
            "Microsoft",
            [
                ".outlook.com", "storedrv", "outlook.office365", "smtp.office365.com", "protection.outlook", "tenantattribution",
                "aka.ms/", "s3140", "mail.live.com", "microsoft.com",
            ],
            MicrosoftStatuses.Entries),
        ("Yahoo", ["yahoo", "[ts0", "[tss", "yahoodns"], YahooStatuses.Entries),
    ];

    // Codes that nobody but Exchange Online gives, whether it signs or not.
    private static readonly string[] s_onlyMicrosoft = ["7.57", "7.60", "7.64", "7.139", "7.705", "7.708", "7.750", "1.90"];

    /// <summary>The provider that the text shows, and what its words mean where they mean more than the code.</summary>
    public static (string? Name, ProviderEntry? Entry) Find(string text, string? status)
    {
        (string name, string[] _, IReadOnlyList<ProviderEntry> entries) = s_providers.FirstOrDefault(
            provider => provider.Signs.Any(sign => Has(text, sign)));
        if (name is null && status is not null && s_onlyMicrosoft.Contains(status))
        {
            (name, entries) = ("Microsoft", MicrosoftStatuses.Entries);
        }

        return (
            name,
            entries?.FirstOrDefault(entry => Fits(entry, text, status))
                ?? CommonStatuses.Entries.FirstOrDefault(entry => Fits(entry, text, status)));
    }

    private static bool Fits(ProviderEntry entry, string text, string? status) =>
        (entry.Status is null || entry.Status == status) && (entry.Words is null || Has(text, entry.Words));

    private static bool Has(string text, string words) => text.IndexOf(words, StringComparison.OrdinalIgnoreCase) >= 0;
}
