using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Core.Dns;

/// <summary>
/// Finds the address of a name server that the user named: an address or a host name, with or without a port.
/// </summary>
internal static class NameServerAddress
{
    private const int DnsPort = 53;

    /// <summary>Returns the server's address and port; a host name is resolved by the operating system.</summary>
    /// <exception cref="SmtpAdminException">NameServerInvalid: no server, or none that can be resolved.</exception>
    public static async Task<IPEndPoint> ResolveAsync(string server, CancellationToken cancellationToken)
    {
        SmtpEndpoint endpoint = Parse(server);
        int port = endpoint.Port ?? DnsPort;
        if (IPAddress.TryParse(endpoint.Host, out IPAddress? address))
        {
            return new IPEndPoint(address, port);
        }

        try
        {
            // The call that takes a token is missing on Windows PowerShell.
            IPAddress[] addresses = await Task
                .Run(() => System.Net.Dns.GetHostAddresses(endpoint.Host), cancellationToken)
                .OrCanceled(cancellationToken).ConfigureAwait(false);
            return new IPEndPoint(addresses.First(), port);
        }
        catch (Exception error) when (error is SocketException or ArgumentException or InvalidOperationException)
        {
            throw new SmtpAdminException(
                ErrorKind.NameServerInvalid,
                $"The name server '{EscapedText.Shorten(server)}' cannot be resolved to an address.",
                innerException: error);
        }
    }

    private static SmtpEndpoint Parse(string server)
    {
        try
        {
            return new SmtpEndpoint(server);
        }
        catch (ArgumentException error)
        {
            throw new SmtpAdminException(
                ErrorKind.NameServerInvalid,
                $"'{EscapedText.Shorten(server)}' names no name server.",
                innerException: error);
        }
    }
}
