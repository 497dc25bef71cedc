namespace SmtpAdmin;

/// <summary>Where a relay is in its life.</summary>
public enum RelayState
{
    /// <summary>It listens and takes messages.</summary>
    Running,

    /// <summary>It takes no new connections and lets the open ones end.</summary>
    Stopping,

    /// <summary>Its sockets are closed.</summary>
    Stopped,
}
