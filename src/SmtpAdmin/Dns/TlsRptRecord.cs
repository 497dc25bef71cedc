using System.Collections.Generic;

namespace SmtpAdmin;

/// <summary>Where senders report TLS failures to (RFC 8460, section 3).</summary>
public sealed record TlsRptRecord : MailDnsRecord
{
    /// <inheritdoc/>
    public override MailDnsRecordType Type => MailDnsRecordType.TlsRpt;

    /// <summary>Where reports go: mailto and https addresses (<c>rua</c>).</summary>
    public IReadOnlyList<string> ReportUris { get; init; } = [];

    /// <summary>The fields that the standard does not know.</summary>
    public IReadOnlyDictionary<string, string> Extensions { get; init; } = new Dictionary<string, string>();
}
