using System;
using System.Collections.Generic;

namespace SmtpAdmin;

/// <summary>The names of an address, and whether they lead back to it (RFC 1912, section 2.1).</summary>
public sealed record PtrRecord : MailDnsRecord
{
    /// <inheritdoc/>
    public override MailDnsRecordType Type => MailDnsRecordType.Ptr;

    /// <summary>The address; null where the domain's mail exchangers have none, or are not known.</summary>
    public string? Address { get; init; }

    /// <summary>The mail exchangers that have the address; empty where an address was asked about.</summary>
    public IReadOnlyList<string> Hosts { get; init; } = [];

    /// <summary>The names that the address has.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Those of the names that have the address in turn.</summary>
    public IReadOnlyList<string> ConfirmedNames { get; init; } = [];

    /// <summary>Whether a name leads back to the address; null where there is no address to ask about.</summary>
    public PtrVerdict? Verdict { get; init; }

    /// <inheritdoc/>
    public override string Summary =>
        Address is null ? base.Summary : FormattableString.Invariant($"{Verdict}: {Address} {Raw ?? Failure}").TrimEnd();
}
