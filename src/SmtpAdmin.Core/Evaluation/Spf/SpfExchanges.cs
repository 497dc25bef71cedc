using System.Collections.Generic;
using System.Linq;
using SmtpAdmin.Core.Dns;

namespace SmtpAdmin.Core.Evaluation.Spf;

/// <summary>The hosts that an mx stands for.</summary>
internal static class SpfExchanges
{
    /// <summary>The exchanges by preference; the null MX (RFC 7505) names none.</summary>
    public static IReadOnlyList<string> Of(DnsAnswer? answer) =>
        [
            .. (answer?.Records ?? []).OfType<DnsMailExchange>()
                .OrderBy(static record => record.Preference)
                .Select(static record => record.Exchange.TrimEnd('.'))
                .Where(static exchange => exchange.Length > 0),
        ];
}
