using System;
using System.Collections.Generic;

namespace SmtpAdmin.Core.Dns.Building;

/// <summary>Builds BIMI records (draft-brand-indicators-for-message-identification, section 4.3).</summary>
internal static class BimiRecordBuilder
{
    public static MailDnsRecordDraft Build(RecordPlace place, string selector, string logo, string? evidence)
    {
        string location = HttpsUri.Parse(logo, "LogoUri");
        var warnings = new List<string>();
        if (!location.EndsWith(".svg", StringComparison.OrdinalIgnoreCase))
        {
            warnings.Add("BIMI-LOGO-NOT-SVG");
        }

        string text = $"v=BIMI1; l={location};";
        if (evidence is null)
        {
            // Most receivers show no logo without a certificate for it.
            warnings.Add("BIMI-EVIDENCE-MISSING");
        }
        else
        {
            text += $" a={HttpsUri.Parse(evidence, "EvidenceUri")};";
        }

        return place.Text(MailDnsRecordType.Bimi, $"{GivenText.Selector(selector)}._bimi", text, warnings);
    }
}
