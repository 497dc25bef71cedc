namespace SmtpAdmin.Relay.Session;

/// <summary>What waiting for input came to.</summary>
internal enum FillResult
{
    /// <summary>There is more than before.</summary>
    More,

    /// <summary>The client has closed its side.</summary>
    Ended,

    /// <summary>The session was told to stop waiting.</summary>
    Interrupted,
}
