namespace SmtpAdmin.Relay.Session.Authentication;

/// <summary>Where an authentication exchange is.</summary>
internal enum SaslOutcome
{
    /// <summary>Another response of the client is needed.</summary>
    Challenge,

    Succeeded,

    Failed,

    /// <summary>Whether the client is who it says could not be found out now.</summary>
    Unknown,
}
