using System.Collections.Generic;

namespace SmtpAdmin;

/// <summary>Which hosts may send for a domain (RFC 7208).</summary>
public sealed record SpfRecord : MailDnsRecord
{
    /// <inheritdoc/>
    public override MailDnsRecordType Type => MailDnsRecordType.Spf;

    /// <summary>The mechanisms and modifiers, in order.</summary>
    public IReadOnlyList<SpfTerm> Terms { get; init; } = [];

    /// <summary>The qualifier of the <c>all</c> mechanism, or null where the record has none.</summary>
    public char? All { get; init; }

    /// <summary>The domain that the <c>redirect</c> modifier names, or null.</summary>
    public string? Redirect { get; init; }
}
