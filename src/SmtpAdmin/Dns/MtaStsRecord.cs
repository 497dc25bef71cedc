using System.Collections.Generic;

namespace SmtpAdmin;

/// <summary>That a domain has an MTA-STS policy (RFC 8461, section 3.1), and the policy.</summary>
public sealed record MtaStsRecord : MailDnsRecord
{
    /// <inheritdoc/>
    public override MailDnsRecordType Type => MailDnsRecordType.MtaSts;

    /// <summary>The policy's version (<c>id</c>), which changes with the policy; null where there is none.</summary>
    public string? Id { get; init; }

    /// <summary>
    /// Whether senders take the record: it is the only one, and its syntax is right. Otherwise they act as if the domain
    /// had no policy.
    /// </summary>
    public bool IsValid { get; init; }

    /// <summary>The fields that the standard does not know.</summary>
    public IReadOnlyDictionary<string, string> Extensions { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the policy was asked for; null where it was not.</summary>
    public string? PolicyUri { get; init; }

    /// <summary>What the fetching came to; null where the policy was not asked for.</summary>
    public MtaStsPolicyStatus? PolicyStatus { get; init; }

    /// <summary>The policy as far as it could be read; null where none came.</summary>
    public MtaStsPolicy? Policy { get; init; }

    /// <summary>Why no policy came; null where one did or none was asked for.</summary>
    public string? PolicyFailure { get; init; }
}
