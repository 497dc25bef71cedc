using System.Collections.Generic;
using System.Linq;

namespace SmtpAdmin.Core.Dns.Building;

/// <summary>Builds TLS-RPT records (RFC 8460, section 3).</summary>
internal static class TlsRptRecordBuilder
{
    public static MailDnsRecordDraft Build(RecordPlace place, IReadOnlyList<string> reportTo)
    {
        IReadOnlyList<ReportUri> uris = ReportUri.ParseAll(reportTo, "ReportTo", allowsHttps: true);
        return uris.Count == 0
            ? throw new SmtpAdminException(ErrorKind.RecordValueInvalid, "A TLS-RPT record without -ReportTo says nothing.")
            : place.Text(
                MailDnsRecordType.TlsRpt, "_smtp._tls",
                $"v=TLSRPTv1; rua={string.Join(",", uris.Select(static uri => uri.Text))}", []);
    }
}
