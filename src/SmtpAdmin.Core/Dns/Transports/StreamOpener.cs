using System;
using System.IO;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Dns.Transports;

/// <summary>Opens connections. Disposing them is what ends a pending operation on .NET Framework too.</summary>
internal static class StreamOpener
{
    public static async Task<Stream> OpenTcpAsync(IPEndPoint server, CancellationToken cancellationToken)
    {
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        using (cancellationToken.Register(static state => ((Socket)state!).Dispose(), socket))
        {
            try
            {
                await socket.ConnectAsync(server).ConfigureAwait(false);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch (Exception failure) when (TransportException.IsCausedBy(failure))
            {
                socket.Dispose();
                cancellationToken.ThrowIfCancellationRequested();
                throw TransportException.From(failure);
            }
        }
    }

    /// <summary>
    /// The strict profile (RFC 8310, section 5): a server that cannot show a certificate of its name is not asked.
    /// </summary>
    public static async Task<Stream> OpenTlsAsync(
        IPEndPoint server, string host, ServerTrust trust, CancellationToken cancellationToken)
    {
        Stream plain = await OpenTcpAsync(server, cancellationToken).ConfigureAwait(false);
        var stream = new SslStream(
            plain,
            leaveInnerStreamOpen: false,
            (_, certificate, chain, errors) => trust.Accepts(host, certificate, chain, errors));
        using (cancellationToken.Register(static state => ((Stream)state!).Dispose(), stream))
        {
            try
            {
                // SslProtocols.None leaves the choice of versions to the machine's policy.
                await stream.AuthenticateAsClientAsync(host, [], SslProtocols.None, checkCertificateRevocation: false)
                    .ConfigureAwait(false);
                return stream;
            }
            catch (Exception failure) when (TransportException.IsCausedBy(failure))
            {
                stream.Dispose();
                cancellationToken.ThrowIfCancellationRequested();
                throw TransportException.From(failure);
            }
        }
    }
}
