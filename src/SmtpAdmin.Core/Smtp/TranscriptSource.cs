namespace SmtpAdmin.Core.Smtp;

/// <summary>Where a line of a transcript comes from.</summary>
internal enum TranscriptSource
{
    /// <summary>Nobody said it: something happened to the connection.</summary>
    Connection,

    /// <summary>The client sent it.</summary>
    Client,

    /// <summary>The server sent it.</summary>
    Server,
}
