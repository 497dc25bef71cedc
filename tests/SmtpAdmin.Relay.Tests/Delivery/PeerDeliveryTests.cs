using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Tests.Queue;
using SmtpAdmin.Testing.Peers;
using SmtpAdmin.Testing.Time;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Delivery;

/// <summary>What real servers have on their disks after a delivery, compared with what was queued.</summary>
public sealed class PeerDeliveryTests : IDisposable
{
    private const string AiosmtpdServer =
        """
        import os, sys
        from aiosmtpd.controller import Controller
        class Keep:
            count = 0
            async def handle_DATA(self, server, session, envelope):
                Keep.count += 1
                name = os.path.join(sys.argv[2], str(Keep.count))
                with open(name + ".part", "wb") as file:
                    file.write(envelope.original_content)
                os.rename(name + ".part", name + ".msg")
                return "250 OK"
        Controller(Keep(), hostname="127.0.0.1", port=int(sys.argv[1])).start()
        import threading
        threading.Event().wait()
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Aiosmtpd_receives_every_message_byte_for_byte()
    {
        string python = await PythonModule.Aiosmtpd.FindPythonOrSkipAsync();
        int port = LoopbackPort.FindFree();
        string portText = port.ToString(CultureInfo.InvariantCulture);
        using PeerServer peer = await PeerServer.StartAsync(python, port, "-c", AiosmtpdServer, portText, _folder.Path);

        IReadOnlyList<byte[]> sent = await DeliverAsync(port);

        IEnumerable<string> received = Contents("*.msg");
        Assert.Equal(sent.Select(Latin1).Order(StringComparer.Ordinal), received.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Smtp_sink_receives_every_line_of_every_message()
    {
        string sink = DebianTool.SmtpSink.FindOrSkip();
        int port = LoopbackPort.FindFree();
        string[] user = Environment.IsPrivilegedProcess ? ["-u", Environment.UserName] : [];
        string[] arguments =
            [.. user, "-d", _folder.Combine("dump."), FormattableString.Invariant($"127.0.0.1:{port}"), "100"];
        using PeerServer peer = await PeerServer.StartAsync(sink, port, arguments);

        IReadOnlyList<byte[]> sent = await DeliverAsync(port);

        // The dump has lines of its own before the message, and line feeds where the wire had CRLF.
        List<string> dumps = Contents("*").ToList();
        Assert.All(sent, message => Assert.Single(
            dumps, dump => dump.TrimEnd('\n').EndsWith(Lines(message).TrimEnd('\n'), StringComparison.Ordinal)));
        Assert.Equal(sent.Count, dumps.Count);
    }

    private IEnumerable<string> Contents(string files) =>
        Directory.GetFiles(_folder.Path, files).Select(path => Latin1(File.ReadAllBytes(path)));

    private static async Task<IReadOnlyList<byte[]>> DeliverAsync(int port)
    {
        List<byte[]> messages = Enumerable.Range(1, 40).Select(Message).ToList();
        await using DeliveryFixture fixture = await DeliveryFixture.CreateAsync(port, maximumConnections: 4);
        fixture.Service.Start();
        await Task.WhenAll(messages.Select((message, index) => QueueFolder.AddAsync(
            fixture.Queue, QueueFolder.Envelope(FormattableString.Invariant($"PEER{index}")), message)));
        await Condition.WaitAsync(() => fixture.Service.Counters.Delivered == messages.Count);
        Assert.Empty(await QueueFolder.ListAsync(fixture.Queue));
        Assert.InRange(fixture.Service.Counters.Connections, 1, 4);
        return messages;
    }

    /// <summary>
    /// Lines of all lengths up to the limit, with dots, 8-bit characters and blank lines; the last ones large.
    /// </summary>
    private static byte[] Message(int number)
    {
        var random = new Random(number);
        var text = new StringBuilder(
            FormattableString.Invariant($"Subject: {number}\r\n\r\n.\r\n..\r\n\r\n.{number}\r\n"));
        for (int line = 0; line < number * number / 4; line++)
        {
            text.Append(random.Next(4) == 0 ? "." : string.Empty);
            text.Append((char)random.Next(0xA1, 0x100), random.Next(990)).Append("\r\n");
        }

        return Encoding.Latin1.GetBytes(text.ToString());
    }

    private static string Latin1(byte[] bytes) => Encoding.Latin1.GetString(bytes);

    private static string Lines(byte[] message) => Latin1(message).Replace("\r\n", "\n", StringComparison.Ordinal);
}
