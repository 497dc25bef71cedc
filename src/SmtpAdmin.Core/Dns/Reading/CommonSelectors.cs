using System;
using System.Collections.Generic;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>
/// DKIM selectors that are worth a try where none is named: DNS cannot list those that a domain uses. Each is set up by
/// a service or program of its own accord; where a service documents it, <see cref="MailServices"/> says where.
/// </summary>
internal static class CommonSelectors
{
    /// <summary>The selectors in the order in which they are reported.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "selector1", "selector2", // Microsoft 365
        "google", // Google Workspace
        "default", // cPanel, Plesk, OpenDKIM's and many hosters' set-up guides
        "k1", "k2", "k3", // Mailchimp and Mandrill
        "s1", "s2", // SendGrid; several sending services
        "mail", "dkim", // hand-made set-ups of Postfix and Exim
        "smtp", "mta", // Mailgun; "mta" of Maileroo too
        "fm1", "fm2", "fm3", // Fastmail
        "protonmail", "protonmail2", "protonmail3", // Proton Mail
        "zoho", // Zoho Mail
        "sig1", // iCloud Mail with an own domain
        "x", // DirectAdmin, MXroute among its users
    ];

    private static readonly HashSet<string> s_set = new(All, StringComparer.Ordinal);

    /// <summary>Whether a selector is one of them, and so in normal form.</summary>
    public static bool IsOne(string selector) => s_set.Contains(selector);
}
