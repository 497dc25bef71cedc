using System.Collections.Generic;

namespace SmtpAdmin.Core.Dns.Building;

/// <summary>What a user wants of an SPF record.</summary>
internal sealed record SpfDraft
{
    public IReadOnlyList<string> Include { get; init; } = [];

    /// <summary>Addresses and networks, IPv4 and IPv6.</summary>
    public IReadOnlyList<string> Ip { get; init; } = [];

    public bool A { get; init; }

    public bool Mx { get; init; }

    public string? Redirect { get; init; }

    /// <summary>The qualifier of <c>all</c>: <c>-</c>, <c>~</c> or <c>?</c>; null for the default.</summary>
    public char? All { get; init; }
}
