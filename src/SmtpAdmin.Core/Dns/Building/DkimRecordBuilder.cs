using System.Collections.Generic;
using System.Linq;
using SmtpAdmin.Core.Dns.Records;

namespace SmtpAdmin.Core.Dns.Building;

/// <summary>Builds DKIM key records (RFC 6376, section 3.6.1; RFC 8463, section 4).</summary>
internal static class DkimRecordBuilder
{
    // RFC 8301, section 3.2: signers SHOULD use RSA keys of at least 2048 bits.
    private const int RecommendedRsaBits = 2048;

    public static MailDnsRecordDraft Build(RecordPlace place, string selector, DkimPublicKey key, bool isTesting = false)
    {
        string text = $"v=DKIM1; k={key.Algorithm};{(isTesting ? " t=y;" : string.Empty)} p={key.Base64}";
        var warnings = new List<string>(DkimKeyParser.Parse(text).Problems.Select(static problem => problem.Code));
        if (key.Algorithm == DkimPublicKey.Rsa && key.Bits < RecommendedRsaBits)
        {
            warnings.Add("DKIM-KEY-WEAK");
        }

        return place.Text(MailDnsRecordType.Dkim, $"{GivenText.Selector(selector)}._domainkey", text, warnings);
    }
}
