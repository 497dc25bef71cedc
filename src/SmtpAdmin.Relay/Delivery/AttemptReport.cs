using System.Collections.Generic;
using SmtpAdmin.Relay.Queue;

namespace SmtpAdmin.Relay.Delivery;

/// <summary>What one attempt says of the message and of the route.</summary>
internal sealed record AttemptReport
{
    /// <summary>
    /// What is now known of the recipients; null where the attempt does not count and the message goes back.
    /// </summary>
    public IReadOnlyList<RecipientOutcome>? Outcomes { get; init; }

    /// <summary>Whether the destination took part in a transaction.</summary>
    public bool IsRouteUp { get; init; }

    /// <summary>What is wrong with the route, or null.</summary>
    public string? RouteFault { get; init; }

    /// <summary>Whether the server asked for fewer connections or messages at once.</summary>
    public bool IsTooFast { get; init; }
}
