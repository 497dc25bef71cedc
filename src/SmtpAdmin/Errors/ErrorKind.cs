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

    /// <summary>An attachment's description is not usable: its name, type, id or content.</summary>
    AttachmentInvalid,

    /// <summary>What was asked of the delivery does not fit together.</summary>
    SendOptionsInvalid,

    /// <summary>What was asked of a message does not fit together.</summary>
    MessageOptionsInvalid,

    /// <summary>A template has a placeholder that the input object has no property for.</summary>
    PlaceholderUnknown,

    /// <summary>A template cannot be read.</summary>
    TemplateInvalid,

    /// <summary>A file that the command writes cannot be written.</summary>
    OutputUnwritable,

    /// <summary>A message, or a file that holds one, cannot be read.</summary>
    MessageUnreadable,

    /// <summary>A header's name or value is not allowed.</summary>
    HeaderInvalid,

    /// <summary>A message was given two HTML bodies.</summary>
    BodyAmbiguous,

    /// <summary>A DKIM key cannot be used.</summary>
    SigningKeyInvalid,

    /// <summary>A certificate cannot sign the message.</summary>
    SigningCertificateInvalid,

    /// <summary>A certificate cannot encrypt messages for its owner.</summary>
    EncryptionCertificateInvalid,

    /// <summary>A recipient has no certificate to encrypt the message for.</summary>
    EncryptionCertificateMissing,

    /// <summary>The host name could not be resolved.</summary>
    HostNotFound,

    /// <summary>The server refused the connection.</summary>
    ConnectionRefused,

    /// <summary>No network path leads to the server.</summary>
    HostUnreachable,

    /// <summary>The address to connect from is not one of this machine.</summary>
    LocalAddressInvalid,

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

    /// <summary>The server's certificate, or one of its issuers', was revoked.</summary>
    CertificateRevoked,

    /// <summary>Whether the server's certificate was revoked could not be found out.</summary>
    CertificateRevocationUnknown,

    /// <summary>A file with certificates cannot be read, or holds none.</summary>
    CertificateFileInvalid,

    /// <summary>The client certificate has no key that can be used.</summary>
    ClientCertificateInvalid,

    /// <summary>The server wants a client certificate, and did not get one that it takes.</summary>
    ClientCertificateRefused,

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

    /// <summary>The message has more recipients than are left of what may be sent in a day.</summary>
    SendQuotaReached,

    /// <summary>The connection ended after the message's end and before the reply: it may or may not have been taken.</summary>
    OutcomeUnknown,

    /// <summary>No stored profile has that name.</summary>
    ProfileNotFound,

    /// <summary>A profile's name, file or values cannot be used.</summary>
    ProfileInvalid,

    /// <summary>The folder of the profiles cannot be read or written.</summary>
    ProfileStoreUnavailable,

    /// <summary>A profile's secret cannot be stored or read.</summary>
    SecretUnavailable,

    /// <summary>A domain name is not valid.</summary>
    DomainInvalid,

    /// <summary>No domain was named.</summary>
    DomainMissing,

    /// <summary>A text is not an IP address.</summary>
    IpAddressInvalid,

    /// <summary>A domain does not exist, or has no host that takes mail.</summary>
    DomainNotFound,

    /// <summary>A domain says that it takes no mail (RFC 7505).</summary>
    DomainTakesNoMail,

    /// <summary>The domain name system gave no answer, so nothing is known of a domain.</summary>
    DnsUnavailable,

    /// <summary>A value that was given for a DNS record cannot be published in one.</summary>
    RecordValueInvalid,

    /// <summary>A file with the wanted state of domains cannot be read, or is none.</summary>
    BaselineInvalid,

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

    /// <summary>A relay's user cannot be made as given.</summary>
    RelayUserInvalid,

    /// <summary>The relay would forward mail for nearly everyone, and nobody said that this is meant.</summary>
    RelayTooOpen,

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
