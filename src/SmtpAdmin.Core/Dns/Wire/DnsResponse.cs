using System;
using System.Collections.Generic;

namespace SmtpAdmin.Core.Dns.Wire;

/// <summary>A response whose structure was read.</summary>
internal sealed class DnsResponse
{
    public required ReadOnlyMemory<byte> Message { get; init; }

    public required ResponseHeader Header { get; init; }

    /// <summary>The whole code, with the bits that EDNS adds.</summary>
    public required ResponseCode Code { get; init; }

    public required List<WireRecord> Answers { get; init; }

    /// <summary>Whether the authority section has a SOA, which proves the absence of a record (RFC 2308, section 2.2).</summary>
    public required bool HasStartOfAuthority { get; init; }

    public required IReadOnlyList<ExtendedDnsError> ExtendedErrors { get; init; }

    /// <summary>Whether the server does not bear EDNS (RFC 6891, section 7).</summary>
    public bool RefusesEdns => Code is ResponseCode.FormatError or ResponseCode.NotImplemented or ResponseCode.BadVersion;
}
