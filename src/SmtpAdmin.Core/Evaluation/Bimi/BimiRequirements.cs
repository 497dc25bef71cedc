using System.Collections.Generic;
using System.Linq;
using SmtpAdmin.Core.Dns.Records;

namespace SmtpAdmin.Core.Evaluation.Bimi;

/// <summary>
/// What a message must meet before its logo is looked for (draft-brand-indicators-for-message-identification, section
/// 7.1): it passes DMARC, and the domain and its organization want failing mail treated.
/// </summary>
internal static class BimiRequirements
{
    /// <summary>Finds what a message itself lacks; null where it passes.</summary>
    /// <param name="dmarc">What DMARC said of the message.</param>
    /// <param name="requiresAlignedDkim">
    /// Whether SPF alone is not enough. The draft leaves that to the receiver; SPF passes for all who share a server.
    /// </param>
    public static BimiMessageResult? FindObstacle(DmarcTestResult dmarc, bool requiresAlignedDkim)
    {
        if (dmarc.Verdict == DmarcVerdict.TempError)
        {
            return new BimiMessageResult(BimiVerdict.TempError, dmarc.Failure ?? "What DMARC says is not known.");
        }

        if (dmarc is not { Verdict: DmarcVerdict.Pass, Domain: not null })
        {
            return Skip("The message does not pass DMARC.");
        }

        bool hasDkim = dmarc.Identifiers.Any(static identifier => identifier is
        {
            Kind: DmarcIdentifierKind.Dkim, Result: DmarcIdentifierResult.Pass, IsAligned: true,
        });
        return requiresAlignedDkim && !hasDkim ? Skip("No aligned DKIM signature passes.") : null;
    }

    /// <summary>Finds a policy that leaves failing mail alone; null where there is none.</summary>
    /// <param name="policy">The policy for the author domain, whichever tag it comes from.</param>
    /// <param name="records">The records of the author domain and of its organizational domain, as far as there are any.</param>
    public static BimiMessageResult? FindObstacle(DmarcPolicy? policy, IReadOnlyList<DmarcSyntax> records)
    {
        if (policy is null or DmarcPolicy.None || records.Any(static record => record.Policy == DmarcPolicy.None))
        {
            return Skip("The DMARC policy is none.");
        }

        if (records.Any(static record => record.SubdomainPolicy == DmarcPolicy.None))
        {
            return Skip("The DMARC policy for subdomains is none.");
        }

        // The draft names pct, which RFC 7489 had. Its 0 lives on as t=y (RFC 9989, section 4.7).
        return records.Where(record => policy == DmarcPolicy.Quarantine || record.Policy == DmarcPolicy.Quarantine)
            .Any(static record => record.IsTesting || (record.Tags.TryGetValue("pct", out string? share) && share != "100"))
            ? Skip("The DMARC policy is quarantine, and not for all messages.")
            : null;
    }

    private static BimiMessageResult Skip(string reason) => new(BimiVerdict.Skipped, reason);
}
