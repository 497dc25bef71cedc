using System;

namespace SmtpAdmin;

/// <summary>Where the time of one message went.</summary>
public sealed record SmtpSendTimings
{
    /// <summary>Waiting for a free connection, for the pace and between attempts.</summary>
    public required TimeSpan Waiting { get; init; }

    /// <summary>Opening connections: name, TCP, TLS and signing in. Zero where one was open.</summary>
    public required TimeSpan Connecting { get; init; }

    /// <summary>The exchange with the server, from MAIL to the reply to the message's end.</summary>
    public required TimeSpan Transferring { get; init; }
}
