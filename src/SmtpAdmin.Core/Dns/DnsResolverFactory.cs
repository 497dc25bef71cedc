using System;
using System.Linq;
using System.Net;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns.Transports;

namespace SmtpAdmin.Core.Dns;

/// <summary>Makes resolvers.</summary>
internal static class DnsResolverFactory
{
    /// <summary>
    /// Makes a resolver for the server in the options, or for those of the system. It holds a connection only while it is
    /// used; to dispose it ends one at once.
    /// </summary>
    /// <exception cref="SmtpAdminException">NameServerInvalid: no server, or none that can be resolved.</exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public static async Task<DnsResolver> CreateAsync(
        DnsResolverOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (options.Server is null)
        {
            return Create(SystemNameServers.Find(), server => Plain(DnsTransport.Udp, server, options, time), options);
        }

        var address = NameServerAddress.Parse(options.Server);
        var trust = new ServerTrust(options.TrustedRoots, time);
        if (address.Uri is { } uri)
        {
            var channel = new NameServerChannel(
                address.ToString(), new HttpsTransport(uri, trust), null, options, time);
            return new DnsResolver([channel], options.Retries);
        }

        IPEndPoint[] servers = await address.ResolveAsync(cancellationToken).ConfigureAwait(false);
        return Create(
            servers,
            server => address.Transport == DnsTransport.Tls
                ? Encrypted(address, server, trust, options, time)
                : Plain(address.Transport, server, options, time),
            options);
    }

    private static DnsResolver Create(
        IPEndPoint[] servers, Func<IPEndPoint, NameServerChannel> open, DnsResolverOptions options) =>
        new([.. servers.Select(open)], options.Retries);

    private static NameServerChannel Plain(
        DnsTransport transport, IPEndPoint server, DnsResolverOptions options, TimeProvider time)
    {
        var tcp = new StreamTransport(
            DnsTransport.Tcp, token => StreamOpener.OpenTcpAsync(server, token), options.Timeout, time);
        return transport == DnsTransport.Tcp
            ? new NameServerChannel(server.ToString(), tcp, null, options, time)
            : new NameServerChannel(server.ToString(), new UdpTransport(server), tcp, options, time);
    }

    private static NameServerChannel Encrypted(
        NameServerAddress address, IPEndPoint server, ServerTrust trust, DnsResolverOptions options, TimeProvider time)
    {
        var tls = new StreamTransport(
            DnsTransport.Tls,
            token => StreamOpener.OpenTlsAsync(server, address.Host, trust, token),
            options.Timeout,
            time);
        return new NameServerChannel(address.ToString(), tls, null, options, time);
    }
}
