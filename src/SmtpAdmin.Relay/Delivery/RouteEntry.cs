namespace SmtpAdmin.Relay.Delivery;

/// <summary>Whether a delivery may use the route.</summary>
internal enum RouteEntry
{
    /// <summary>The route is up.</summary>
    Open,

    /// <summary>The route is down; this one delivery finds out whether it still is.</summary>
    Probe,

    /// <summary>The route is down; the message has to wait.</summary>
    Held,
}
