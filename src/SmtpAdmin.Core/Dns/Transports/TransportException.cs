using System;
using System.IO;
using System.Net.Sockets;
using System.Security.Authentication;
using SmtpAdmin.Core.Addressing;

namespace SmtpAdmin.Core.Dns.Transports;

/// <summary>A name server could not be reached, or a connection to it ended. The message is fit to be shown.</summary>
internal sealed class TransportException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Explains a failure of a socket or of TLS.</summary>
    public static TransportException From(Exception failure) => failure switch
    {
        TransportException known => known,
        AuthenticationException => new TransportException(
            $"TLS with the name server failed: {PrintableText.From((failure.InnerException ?? failure).Message).TrimEnd('.')}.",
            failure),
        _ when failure.GetBaseException() is SocketException socket => new TransportException(
            $"The name server could not be reached ({socket.SocketErrorCode}).", failure),
        _ => new TransportException("The connection to the name server ended.", failure),
    };

    /// <summary>Whether it is how sockets and streams fail.</summary>
    public static bool IsCausedBy(Exception failure) => failure is SocketException or IOException
        or ObjectDisposedException or AuthenticationException or InvalidOperationException or TransportException;
}
