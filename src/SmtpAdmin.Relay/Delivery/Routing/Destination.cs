namespace SmtpAdmin.Relay.Delivery.Routing;

/// <summary>
/// Where copies go together: what is dead or slow here says nothing of other destinations.
/// </summary>
/// <param name="Route">The route.</param>
/// <param name="Domain">The recipients' domain on a direct route, else empty.</param>
internal sealed record Destination(DeliveryRoute Route, string Domain)
{
    /// <summary>The name for admins and for the log.</summary>
    public string Name => Domain.Length == 0 ? Route.Name : $"{Route.Name}/{Domain}";
}
