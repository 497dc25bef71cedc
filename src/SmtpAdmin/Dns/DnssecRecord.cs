namespace SmtpAdmin;

/// <summary>Whether a domain is signed and the signatures hold, as the resolver that was asked says (RFC 4035).</summary>
public sealed record DnssecRecord : MailDnsRecord
{
    /// <inheritdoc/>
    public override MailDnsRecordType Type => MailDnsRecordType.Dnssec;

    /// <summary>The verdict. It is worth as much as the resolver and the way to it.</summary>
    public required DnssecVerdict Verdict { get; init; }

    /// <summary>
    /// Whether the resolver validates at all: it says so of this answer, or of a top-level domain that is signed. Null
    /// where that could not be found out.
    /// </summary>
    public bool? ResolverValidates { get; init; }

    /// <inheritdoc/>
    public override string Summary => Failure is null ? Verdict.ToString() : $"{Verdict}: {Failure}";
}
