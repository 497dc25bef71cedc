using System;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Delivery;
using SmtpAdmin.Relay.Queue;

namespace SmtpAdmin.Relay.CrashChild;

/// <summary>Runs a relay in forward mode until it is killed, and writes a line with its port.</summary>
internal static class RelayRun
{
    public static async Task RunAsync(string folder, string smartHost, TimeProvider clock)
    {
        var options = new RelayOptions
        {
            Name = "crash",
            Mode = RelayMode.Forward,
            HostName = "relay.example.org",
            SmartHost = new SmtpEndpoint(smartHost),
            SmartHostSecurity = SmtpSecurity.None,
            QueuePath = folder,
        };
        await using SqliteMessageQueue queue = await SqliteMessageQueue.OpenAsync(folder, clock);
        await using var delivery = new DeliveryService(queue, DeliveryOptions.From(options), clock);
        delivery.Start();
        await using RelayServer server = RelayServer.Start(options, queue, clock);
        Console.WriteLine(server.EndPoint.Port.ToString(CultureInfo.InvariantCulture));
        await Task.Delay(Timeout.Infinite);
    }
}
