using System.Collections.Generic;

namespace SmtpAdmin.Core.Routing;

/// <summary>The hosts that take a domain's mail; never empty.</summary>
internal sealed record MailRoute
{
    /// <summary>The domain in normal form, or the address literal.</summary>
    public required string Domain { get; init; }

    /// <summary>The hosts in the order in which to try them.</summary>
    public required IReadOnlyList<MailHost> Hosts { get; init; }
}
