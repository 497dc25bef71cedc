using System;
using System.Net;
using System.Threading.Tasks;
using SmtpAdmin.Core.Smtp;
using SmtpAdmin.Relay.Delivery;
using SmtpAdmin.Relay.Queue;
using SmtpAdmin.Relay.Tests.Queue;
using Xunit;

namespace SmtpAdmin.Relay.Tests;

/// <summary>A relay in forward mode on a free loopback port, with a queue of its own, for one test.</summary>
internal sealed class TestForwardRelay : IAsyncDisposable
{
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(5);

    private readonly QueueFolder _folder;
    private readonly RelayServer _server;

    private TestForwardRelay(
        QueueFolder folder, SqliteMessageQueue queue, DeliveryService delivery, RelayServer server)
    {
        _folder = folder;
        Queue = queue;
        Delivery = delivery;
        _server = server;
    }

    public SqliteMessageQueue Queue { get; }

    public DeliveryService Delivery { get; }

    public IPEndPoint EndPoint => _server.EndPoint;

    /// <summary>Starts a relay to a port of the loopback.</summary>
    public static async Task<TestForwardRelay> StartAsync(
        int smartHostPort,
        SmtpSecurity security = SmtpSecurity.None,
        ServerCertificatePolicy? certificatePolicy = null,
        int port = 0)
    {
        var folder = new QueueFolder();
        var options = new RelayOptions
        {
            Name = "test",
            Mode = RelayMode.Forward,
            HostName = "relay.example.org",
            Port = port,
            SmartHost = new SmtpEndpoint("127.0.0.1", smartHostPort),
            SmartHostSecurity = security,
            QueuePath = folder.Path,
        };
        var deliveryOptions = DeliveryOptions.From(options);
        SqliteMessageQueue queue = await folder.OpenAsync();
        var delivery = new DeliveryService(queue, deliveryOptions with
        {
            SmartHost = deliveryOptions.SmartHost with
            {
                CertificatePolicy = certificatePolicy ?? ServerCertificatePolicy.Verify,
            },
        });
        delivery.Start();
        return new TestForwardRelay(folder, queue, delivery, RelayServer.Start(options, queue));
    }

    /// <summary>Hands it a message, for which it must answer 250.</summary>
    public async Task SubmitAsync(byte[] message)
    {
        await using SmtpSession session = await Submission.OpenAsync(EndPoint, TestContext.Current.CancellationToken);
        Assert.True(await Submission.SendAsync(session, message, TestContext.Current.CancellationToken));
    }

    /// <summary>Stops in the order in which a relay does.</summary>
    public async Task StopAsync()
    {
        await _server.StopAsync(s_grace, TestContext.Current.CancellationToken);
        await Delivery.StopAsync(s_grace, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await Delivery.DisposeAsync();
        await Queue.DisposeAsync();
        _folder.Dispose();
    }
}
