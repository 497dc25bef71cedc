using System.Linq;
using System.Net;
using DnsClient;

namespace SmtpAdmin.Core.Dns;

/// <summary>
/// The name servers that this computer is set up with. DnsClient knows where each system keeps them, the rules of
/// Windows' name resolution policy table among them; this is all that it is used for.
/// </summary>
internal static class SystemNameServers
{
    /// <summary>Returns the servers in the order of the system.</summary>
    /// <exception cref="SmtpAdminException">NameServerInvalid: none is configured.</exception>
    public static IPEndPoint[] Find()
    {
        // No fall-back to public servers: they do not know an internal zone and would call its names missing.
        IPEndPoint[] servers =
        [
            .. NameServer.ResolveNameServers(skipIPv6SiteLocal: true, fallbackToGooglePublicDns: false)
                .Select(static server => new IPEndPoint(IPAddress.Parse(server.Address), server.Port)),
        ];
        return servers.Length > 0
            ? servers
            : throw new SmtpAdminException(ErrorKind.NameServerInvalid, "This computer has no name server configured.");
    }
}
