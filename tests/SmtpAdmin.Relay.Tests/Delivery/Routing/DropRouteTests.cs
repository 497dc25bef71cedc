using System;
using System.IO;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Queue;
using SmtpAdmin.Relay.Tests.Queue;
using SmtpAdmin.Testing.Peers;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Delivery.Routing;

public sealed class DropRouteTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(10)]
    [InlineData(200_000)]
    public async Task A_message_is_one_file_with_its_envelope_and_its_bytes(int size)
    {
        await using DeliveryFixture fixture = await DeliveryFixture.CreateAsync(25, Drop(_folder.Path));
        byte[] body = QueueFolder.Body(size);
        fixture.Service.Start();

        await QueueFolder.AddAsync(fixture.Queue, QueueFolder.Envelope("M1", "a@example.com", "b@example.com"), body);
        await fixture.WaitUntilEmptyAsync();

        byte[] file = await File.ReadAllBytesAsync(
            Assert.Single(Directory.GetFiles(_folder.Path)), TestContext.Current.CancellationToken);
        byte[] envelope =
            [.. "X-Sender: sender@example.org\r\nX-Receiver: a@example.com\r\nX-Receiver: b@example.com\r\n"u8];
        Assert.Equal([.. envelope, .. body], file);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_holds_the_mail()
    {
        string file = _folder.Combine("file");
        await File.WriteAllTextAsync(file, string.Empty, TestContext.Current.CancellationToken);
        await using DeliveryFixture fixture = await DeliveryFixture.CreateAsync(25, Drop(file));
        fixture.Service.Start();

        await fixture.AddAsync("M1");
        await fixture.WaitForRouteAsync(isUp: false);
        await fixture.WaitForProbeAsync();

        QueuedMessage message = await fixture.FindAsync("M1");
        Assert.Equal((RelayMessageState.Queued, 0), (message.State, message.Attempts));
        Assert.Contains("drop folder", fixture.Service.Route.Fault, StringComparison.Ordinal);
    }

    private static RelayRoute Drop(string path) => new() { Name = "drop", Kind = RelayRouteKind.Drop, Path = path };
}
