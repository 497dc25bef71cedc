namespace SmtpAdmin;

/// <summary>What went wrong, as a stable kind; each has one entry in the error catalogue.</summary>
public enum ErrorKind
{
    /// <summary>A text is not an e-mail address.</summary>
    AddressInvalid,

    /// <summary>A message has no recipient.</summary>
    RecipientMissing,

    /// <summary>No sender was named.</summary>
    SenderMissing,

    /// <summary>No server was named.</summary>
    ServerMissing,

    /// <summary>An attachment cannot be read.</summary>
    AttachmentUnreadable,

    /// <summary>A message, or a file that holds one, cannot be read.</summary>
    MessageUnreadable,

    /// <summary>A header's name or value is not allowed.</summary>
    HeaderInvalid,

    /// <summary>A message was given two HTML bodies.</summary>
    BodyAmbiguous,

    /// <summary>The host name could not be resolved.</summary>
    HostNotFound,

    /// <summary>The server refused the connection.</summary>
    ConnectionRefused,

    /// <summary>No network path leads to the server.</summary>
    HostUnreachable,

    /// <summary>The server did not answer in time.</summary>
    ConnectionTimeout,

    /// <summary>The connection ended before the dialogue did.</summary>
    ConnectionLost,

    /// <summary>The peer sent something that is not SMTP, or over its bounds.</summary>
    ProtocolViolation,

    /// <summary>TLS was required and the server does not offer it.</summary>
    TlsNotOffered,

    /// <summary>The TLS handshake failed.</summary>
    TlsHandshakeFailed,

    /// <summary>The server's certificate is not trusted for its name.</summary>
    CertificateInvalid,

    /// <summary>Credentials would have gone over an unprotected connection.</summary>
    CredentialNeedsTls,

    /// <summary>The server offers no authentication, or no mechanism that fits the credential.</summary>
    AuthenticationNotOffered,

    /// <summary>The server takes mail only from clients that sign in, and no credential was given.</summary>
    AuthenticationRequired,

    /// <summary>The server refused the credential.</summary>
    AuthenticationFailed,

    /// <summary>The address that tokens are requested from cannot be used as given.</summary>
    TokenEndpointInvalid,

    /// <summary>The token endpoint cannot be reached, or did not answer in time.</summary>
    TokenEndpointUnreachable,

    /// <summary>The token endpoint granted no access token.</summary>
    TokenRequestFailed,

    /// <summary>The key or certificate that signs a token request cannot be used.</summary>
    TokenKeyInvalid,

    /// <summary>The server refused the sender.</summary>
    SenderRefused,

    /// <summary>The server refused a recipient.</summary>
    RecipientRefused,

    /// <summary>An address needs SMTPUTF8 (RFC 6531), and the server does not offer it.</summary>
    SmtpUtf8NotOffered,

    /// <summary>The message has bytes above 127, and the server does not offer 8BITMIME (RFC 6152).</summary>
    EightBitNotOffered,

    /// <summary>The server refused the message.</summary>
    MessageRefused,

    /// <summary>The message is larger than the server takes.</summary>
    MessageTooLarge,

    /// <summary>The server is busy or closing and asks to come again.</summary>
    ServerUnavailable,

    /// <summary>The connection ended after the message's end and before the reply: it may or may not have been taken.</summary>
    OutcomeUnknown,

    /// <summary>A domain name is not valid.</summary>
    DomainInvalid,

    /// <summary>A name server cannot be used as given.</summary>
    NameServerInvalid,

    /// <summary>The relay's address or port cannot be listened on.</summary>
    ListenFailed,

    /// <summary>No relay of that name runs in this session.</summary>
    RelayNotFound,

    /// <summary>The session has no relay, or several, and none was named.</summary>
    RelayNotNamed,

    /// <summary>A relay of that name runs already.</summary>
    RelayNameTaken,

    /// <summary>The relay's options contradict each other.</summary>
    RelayOptionsInvalid,

    /// <summary>The relay's certificate cannot be used.</summary>
    RelayCertificateInvalid,

    /// <summary>The relay's queue cannot be opened or written.</summary>
    QueueUnavailable,

    /// <summary>The relay needs PowerShell 7.4 or later.</summary>
    RelayNeedsPowerShell7,

    /// <summary>The awaited message did not arrive in time.</summary>
    WaitTimedOut,

    /// <summary>Something failed that has no entry of its own.</summary>
    Unexpected,
}
