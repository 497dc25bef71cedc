using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Transports;
using SmtpAdmin.Core.Dns.Wire;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Transports;

public sealed class UdpTransportTests : IDisposable
{
    private readonly Socket _server = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

    public UdpTransportTests() => _server.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IPEndPoint Server => (IPEndPoint)_server.LocalEndPoint!;

    public void Dispose() => _server.Dispose();

    [Fact]
    public async Task An_answer_from_another_source_is_not_seen()
    {
        using var transport = new UdpTransport(Server);
        Task<byte[]> asking = transport.ExchangeAsync(Query(), Token);
        (byte[] query, EndPoint client) = await ReceiveAsync();
        using var forger = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        forger.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        await forger.SendToAsync(Answer(query, code: 3), client, Token);
        await _server.SendToAsync(Answer(query, code: 0), client, Token);

        Assert.Equal(0, (await asking)[3] & 0x0F);
    }

    [Fact]
    public async Task Questions_asked_one_by_one_differ_in_id_and_port()
    {
        using var transport = new UdpTransport(Server);
        var ids = new HashSet<int>();
        var ports = new HashSet<int>();
        for (int i = 0; i < 20; i++)
        {
            Task<byte[]> asking = transport.ExchangeAsync(Query(), Token);
            (byte[] query, EndPoint client) = await ReceiveAsync();
            ids.Add((query[0] << 8) | query[1]);
            ports.Add(((IPEndPoint)client).Port);
            await _server.SendToAsync(Answer(query, code: 0), client, Token);
            await asking;
        }

        // Chance may repeat one.
        Assert.InRange(ids.Count, 18, 20);
        Assert.InRange(ports.Count, 18, 20);
    }

    [Fact]
    public async Task Questions_asked_at_the_same_time_share_a_few_ports()
    {
        using var transport = new UdpTransport(Server);
        Task<byte[]>[] asking = [.. Enumerable.Range(0, 200).Select(_ => transport.ExchangeAsync(Query(), Token))];
        var ports = new HashSet<int>();
        for (int i = 0; i < asking.Length; i++)
        {
            (byte[] query, EndPoint client) = await ReceiveAsync();
            ports.Add(((IPEndPoint)client).Port);
            await _server.SendToAsync(Answer(query, code: 0), client, Token);
        }

        await Task.WhenAll(asking);
        Assert.InRange(ports.Count, 4, 200);
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_told_at_once()
    {
        IPEndPoint server = Server;
        _server.Dispose();
        using var transport = new UdpTransport(server);

        await Assert.ThrowsAsync<TransportException>(() => transport.ExchangeAsync(Query(), Token));
    }

    private static WireQuery Query() => new(new DnsQuery(new DnsQuestion("example.com", DnsRecordType.A)));

    private static byte[] Answer(byte[] query, byte code)
    {
        byte[] answer = [.. query];
        answer[2] |= 0x80;
        answer[3] = code;
        return answer;
    }

    private async Task<(byte[] Query, EndPoint Client)> ReceiveAsync()
    {
        byte[] buffer = new byte[512];
        SocketReceiveFromResult result = await _server.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), Token);
        return (buffer[..result.ReceivedBytes], result.RemoteEndPoint);
    }
}
