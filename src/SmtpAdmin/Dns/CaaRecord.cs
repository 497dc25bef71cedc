using System.Collections.Generic;

namespace SmtpAdmin;

/// <summary>Which authorities may issue certificates for a domain and its mail exchangers (RFC 8659).</summary>
public sealed record CaaRecord : MailDnsRecord
{
    /// <inheritdoc/>
    public override MailDnsRecordType Type => MailDnsRecordType.Caa;

    /// <summary>
    /// The names that the record holds for: the domain and those of its mail exchangers for which the climb up the tree
    /// (RFC 8659, section 3) ended at <see cref="MailDnsRecord.QueryName"/>.
    /// </summary>
    public required IReadOnlyList<string> Hosts { get; init; }

    /// <summary>The property in lower case, for example <c>issue</c>; null where there is no record.</summary>
    public string? Tag { get; init; }

    /// <summary>The property's value as published; null where there is no record.</summary>
    public string? Value { get; init; }

    /// <summary>Whether an authority that does not know the property must not issue (section 4.1).</summary>
    public bool IsCritical { get; init; }

    /// <summary>
    /// The authority that <c>issue</c>, <c>issuewild</c> or <c>issuemail</c> allows; empty where it allows none; null for
    /// other properties.
    /// </summary>
    public string? Issuer { get; init; }

    /// <summary>The parameters behind the authority, by name.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();
}
