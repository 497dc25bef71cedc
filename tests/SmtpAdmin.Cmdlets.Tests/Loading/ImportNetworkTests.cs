using SmtpAdmin.Cmdlets.Tests.Engine;
using Xunit;

namespace SmtpAdmin.Cmdlets.Tests.Loading;

/// <summary>Listens to the whole process, so nothing else may run beside it.</summary>
[CollectionDefinition(nameof(ImportNetworkTests), DisableParallelization = true)]
[Collection(nameof(ImportNetworkTests))]
public sealed class ImportNetworkTests
{
    [Fact]
    public void Import_does_no_network()
    {
        using NetworkEvents events = new();
        using HostedEngine engine = HostedEngine.WithModule();

        Assert.Empty(events.Seen);
    }

    [Fact]
    public void The_listener_would_see_a_connection()
    {
        using NetworkEvents events = new();
        using System.Net.Sockets.TcpListener listener = new(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        using System.Net.Sockets.TcpClient client = new();
        client.Connect((System.Net.IPEndPoint)listener.LocalEndpoint);

        Assert.NotEmpty(events.Seen);
    }
}
