using System.Collections.Generic;

namespace SmtpAdmin.Core.Judging;

/// <summary>The areas that a domain is judged in, with their weights in the score. The weights sum to 100.</summary>
internal static class MailAreas
{
    public const string Mx = "MX";
    public const string Spf = "SPF";
    public const string Dkim = "DKIM";
    public const string Dmarc = "DMARC";
    public const string Tls = "TLS";
    public const string Dns = "DNS";

    /// <summary>
    /// DMARC weighs most, as it alone tells receivers what to refuse; SPF and DKIM carry it. TLS policies protect the way
    /// in, DNS what all of it rests on.
    /// </summary>
    public static IReadOnlyList<(string Area, int Weight)> All { get; } =
        [(Mx, 15), (Spf, 20), (Dkim, 15), (Dmarc, 25), (Tls, 15), (Dns, 10)];
}
