using System.Collections.Generic;

namespace SmtpAdmin;

/// <summary>One question that a DMARC check asked.</summary>
/// <param name="Name">The name that was asked for, for example <c>_dmarc.example.com</c>.</param>
/// <param name="Type">The record type: <c>TXT</c>, or <c>MX</c> for whether a domain exists.</param>
/// <param name="Status">What the question came to.</param>
public sealed record DmarcQuery(string Name, string Type, DnsStatus Status)
{
    /// <summary>
    /// The DMARC records at the name, other texts left out. Where there are several, none counts (RFC 9989, section 4.10).
    /// </summary>
    public IReadOnlyList<string> Records { get; init; } = [];

    /// <summary>Returns the name, the status and the record.</summary>
    /// <returns>For example <c>_dmarc.example.com Found v=DMARC1; p=none</c>.</returns>
    public override string ToString() =>
        Records.Count == 0 ? $"{Name} {Status}" : $"{Name} {Status} {string.Join(" | ", Records)}";
}
