namespace SmtpAdmin.Relay.Protocol;

/// <summary>The command verbs that the relay tells apart.</summary>
internal enum Verb
{
    /// <summary>No verb of SMTP.</summary>
    Unknown,

    /// <summary>A verb of SMTP or an extension that the relay does not offer.</summary>
    NotImplemented,

    /// <summary>The verb of an HTTP request: the peer does not speak SMTP.</summary>
    Http,

    /// <summary>A PROXY header from a peer that is no trusted proxy.</summary>
    Proxy,

    Ehlo,
    Helo,
    Mail,
    Rcpt,
    Data,
    Bdat,
    Rset,
    Noop,
    Vrfy,
    Quit,
    Help,
    StartTls,
    Auth,
    XClient,
}
