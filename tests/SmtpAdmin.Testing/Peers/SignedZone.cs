using System;
using System.Linq;

namespace SmtpAdmin.Testing.Peers;

/// <summary>A zone that a real name server serves.</summary>
/// <param name="Name">Its name, without the final dot.</param>
/// <param name="State">How it stands to DNSSEC.</param>
/// <param name="Records">
/// Lines of a zone file (RFC 1035, section 5.1) relative to the zone, without SOA and NS: <c>mail A 192.0.2.1</c>.
/// </param>
public sealed record SignedZone(string Name, ZoneState State, string Records)
{
    public bool IsSigned => State != ZoneState.Plain;

    public bool IsBelow(SignedZone other) => Name.EndsWith("." + other.Name, StringComparison.Ordinal);

    /// <summary>The whole zone file.</summary>
    /// <param name="delegations">NS and DS of the zones below it.</param>
    internal string ToFile(string delegations) =>
        $"""
        $ORIGIN {Name}.
        $TTL 300
        @ SOA ns host 1 3600 600 86400 60
        @ NS ns
        ns A 127.0.0.1
        {string.Join('\n', Records.Split('\n').Select(static line => line.Trim()))}
        {delegations}

        """;
}
