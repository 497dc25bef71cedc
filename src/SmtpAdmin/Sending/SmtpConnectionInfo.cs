namespace SmtpAdmin;

/// <summary>The connection that a message went over.</summary>
public sealed record SmtpConnectionInfo
{
    /// <summary>The connection's number, counted from 1 in the order in which the command opened them.</summary>
    public required int Number { get; init; }

    /// <summary>The server by the name that it was asked for.</summary>
    public required SmtpEndpoint Server { get; init; }

    /// <summary>The address and port that answered.</summary>
    public required string RemoteAddress { get; init; }

    /// <summary>The address and port on this side.</summary>
    public required string LocalAddress { get; init; }

    /// <summary>The TLS version, for example <c>Tls13</c>; null without TLS.</summary>
    public string? TlsProtocol { get; init; }

    /// <summary>The cipher suite, for example <c>TLS_AES_256_GCM_SHA384</c>; null without TLS or where it is not known.</summary>
    public string? TlsCipherSuite { get; init; }

    /// <summary>Returns number and remote address.</summary>
    /// <returns>For example <c>#1 192.0.2.1:587</c>.</returns>
    public override string ToString() => $"#{Number} {RemoteAddress}";
}
