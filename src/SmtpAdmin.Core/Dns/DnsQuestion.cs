using System;

namespace SmtpAdmin.Core.Dns;

/// <summary>A question; names are equal without regard to case (RFC 4343).</summary>
internal readonly record struct DnsQuestion(string Name, DnsRecordType Type)
{
    public bool Equals(DnsQuestion other) =>
        Type == other.Type && string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Name) ^ (int)Type;
}
