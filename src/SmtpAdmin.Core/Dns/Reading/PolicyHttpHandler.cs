using System.Net.Http;
#if !NETSTANDARD2_0
using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
#endif

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>
/// Makes the HTTP client's handler. On .NET it connects to the addresses that our resolver found, so that the name
/// server the user chose decides; .NET Framework has no way in, and there the system's resolver finds them again.
/// </summary>
internal static class PolicyHttpHandler
{
#if NETSTANDARD2_0
    public static HttpMessageHandler Create(
        string host, HostAddresses addresses, PolicyHostTrust trust, bool useProxy) => new HttpClientHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = useProxy,
            ServerCertificateCustomValidationCallback = (_, certificate, chain, _) => trust.Accepts(certificate, chain),
        };
#else
    public static HttpMessageHandler Create(
        string host, HostAddresses addresses, PolicyHostTrust trust, bool useProxy) => new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = useProxy,
            SslOptions = { RemoteCertificateValidationCallback = (_, shown, chain, _) => trust.Accepts(shown, chain) },
            ConnectCallback = async (context, cancellationToken) =>
            {
                // With a proxy this is the proxy's name, which is the system's to find.
                bool isHost = context.DnsEndPoint.Host.Equals(host, StringComparison.OrdinalIgnoreCase);
                IPAddress[] targets = isHost
                    ? [.. addresses.Addresses.Select(IPAddress.Parse)]
                    : await System.Net.Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken)
                        .ConfigureAwait(false);
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                try
                {
                    await socket.ConnectAsync(targets, context.DnsEndPoint.Port, cancellationToken)
                        .ConfigureAwait(false);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        };
#endif
}
