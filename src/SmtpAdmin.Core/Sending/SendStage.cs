namespace SmtpAdmin.Core.Sending;

/// <summary>How far a message had come when something happened.</summary>
internal enum SendStage
{
    /// <summary>Connecting: name, TCP, greeting, EHLO and TLS.</summary>
    Connect,

    /// <summary>Signing in.</summary>
    Authenticate,

    /// <summary>The envelope, or the content before its end: the server cannot have taken the message.</summary>
    Transfer,

    /// <summary>The content is written and its end may be: the server may have taken the message.</summary>
    Commit,
}
