using System.Collections.Generic;
using System.Net;

namespace SmtpAdmin;

/// <summary>
/// Where a relay delivers the mail for some recipients or of some senders. Of several routes that match, the first one
/// counts.
/// </summary>
public sealed record RelayRoute
{
    /// <summary>The name by which the queue shows the route; one relay has no two of the same.</summary>
    public required string Name { get; init; }

    /// <summary>How it delivers.</summary>
    public required RelayRouteKind Kind { get; init; }

    /// <summary>
    /// The recipients' domains that it is for: a domain, or <c>*.example.com</c> for all below one. Empty for all.
    /// </summary>
    public IReadOnlyList<string> RecipientDomain { get; init; } = [];

    /// <summary>
    /// The senders that it is for: an address, a domain, or <c>*.example.com</c>. Empty for all.
    /// </summary>
    public IReadOnlyList<string> Sender { get; init; } = [];

    /// <summary>The smart hosts in the order in which to try them.</summary>
    public IReadOnlyList<SmtpEndpoint> SmartHost { get; init; } = [];

    /// <summary>How the connections are protected; on a direct route Auto takes TLS where it is offered.</summary>
    public SmtpSecurity Security { get; init; } = SmtpSecurity.Auto;

    /// <summary>What to sign in with at the smart hosts, or null.</summary>
    public NetworkCredential? Credential { get; init; }

    /// <summary>The folder of a drop route, or null.</summary>
    public string? Path { get; init; }

    /// <summary>The name server that a direct route asks; null for those of the system.</summary>
    public string? NameServer { get; init; }

    /// <summary>The most connections to one destination at once.</summary>
    public int MaximumConnections { get; init; } = 20;

    /// <summary>Returns the name and where it leads.</summary>
    /// <returns>For example <c>partners: SmartHost mx1.example.com, mx2.example.com</c>.</returns>
    public override string ToString() => Kind switch
    {
        RelayRouteKind.SmartHost => $"{Name}: SmartHost {string.Join(", ", SmartHost)}",
        RelayRouteKind.Drop => $"{Name}: Drop {Path}",
        _ => $"{Name}: Direct",
    };
}
