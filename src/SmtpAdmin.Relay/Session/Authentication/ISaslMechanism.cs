namespace SmtpAdmin.Relay.Session.Authentication;

/// <summary>The server's side of one authentication exchange; made anew for each AUTH command.</summary>
internal interface ISaslMechanism
{
    /// <summary>
    /// Takes the client's response; null asks for the first challenge, where no initial response came.
    /// </summary>
    SaslStep Next(byte[]? response);
}
