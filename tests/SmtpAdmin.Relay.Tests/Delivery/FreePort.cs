using System.Net;
using System.Net.Sockets;

namespace SmtpAdmin.Relay.Tests.Delivery;

/// <summary>Finds a port of the loopback that nothing listens on at this moment.</summary>
internal static class FreePort
{
    public static int Find()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
