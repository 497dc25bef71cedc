using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Tasks;
using SmtpAdmin.Core.Smtp;
using SmtpAdmin.Relay.Tests.Queue;
using SmtpAdmin.Testing.Time;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Crash;

/// <summary>
/// Kills a relay while clients send to it and while it delivers, again and again on the same queue. What it answered
/// with 250 must reach the smart host, unchanged.
/// </summary>
public sealed class RelayCrashTests
{
    private const int Rounds = 5;
    private const int Clients = 4;
    private const int MessagesPerClient = 40;

    // Longer than the longest interval between two attempts: each start finds due what the one before had put off.
    private const int HoursPerRound = 2;

    private static readonly int[] s_sizes = [200, 3_000, 60_000, 70_000, 300_000];

    private readonly ConcurrentDictionary<string, bool> _sent = new();
    private readonly ConcurrentDictionary<string, bool> _promised = new();

    // A slow smart host: when the relay is killed, some of its mail waits and some is under way.
    private readonly HashingStore _arrived = new() { CommitTime = TimeSpan.FromSeconds(1) };

    [Fact]
    public async Task A_killed_relay_delivers_after_a_new_start_whatever_it_had_answered_with_250()
    {
        using var folder = new QueueFolder();
        await using RelayServer smartHost = RelayServer.Start(TestRelay.Options, _arrived);
        var random = new Random(8);
        for (int round = 0; round < Rounds; round++)
        {
            await using CrashChildProcess relay = Start(folder, smartHost, round);
            IPEndPoint endPoint = await ReadEndPointAsync(relay);
            int before = _promised.Count;
            Task[] clients = Enumerable.Range(0, Clients).Select(_ => Task.Run(() => SubmitAsync(endPoint))).ToArray();
            await Condition.WaitAsync(() => _promised.Count > before);
            await Task.Delay(random.Next(1, 300), TestContext.Current.CancellationToken);
            relay.Kill();
            await Task.WhenAll(clients);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"Before the last start: {Describe()}");
        Assert.NotEmpty(_promised.Keys.Except(_arrived.Hashes));
        _arrived.CommitTime = TimeSpan.Zero;
        await using CrashChildProcess last = Start(folder, smartHost, Rounds);
        await Condition.WaitAsync(() => !_promised.Keys.Except(_arrived.Hashes).Any(), Describe);
        Assert.Empty(_arrived.Hashes.Except(_sent.Keys));
        TestContext.Current.TestOutputHelper?.WriteLine($"At the end: {Describe()}");
    }

    private static CrashChildProcess Start(QueueFolder folder, RelayServer smartHost, int round)
    {
        string hours = (round * HoursPerRound).ToString(CultureInfo.InvariantCulture);
        return CrashChildProcess.Start("relay", folder.Path, smartHost.EndPoint.ToString(), hours);
    }

    private static async Task<IPEndPoint> ReadEndPointAsync(CrashChildProcess relay)
    {
        string? port = await relay.Output.ReadLineAsync(TestContext.Current.CancellationToken);
        Assert.NotNull(port);
        return new IPEndPoint(IPAddress.Loopback, int.Parse(port, CultureInfo.InvariantCulture));
    }

    /// <summary>Sends until the relay is gone, or enough is sent.</summary>
    private async Task SubmitAsync(IPEndPoint endPoint)
    {
        try
        {
            await using SmtpSession session = await Submission.OpenAsync(
                endPoint, TestContext.Current.CancellationToken);
            for (int number = 0; number < MessagesPerClient && session.IsOpen; number++)
            {
                byte[] message = Message(s_sizes[number % s_sizes.Length]);
                string hash = HashingStore.Hash(message);
                _sent[hash] = true;
                if (await Submission.SendAsync(session, message, TestContext.Current.CancellationToken))
                {
                    _promised[hash] = true;
                }
            }
        }
        catch (Exception exception) when (exception is SmtpAdminException or IOException or SocketException)
        {
            // The relay was killed; nothing was promised.
        }
    }

    /// <summary>Lines that no two messages share, dots among them.</summary>
    private static byte[] Message(int size)
    {
        string text = Convert.ToHexString(RandomNumberGenerator.GetBytes(size / 2));
        IEnumerable<string> lines = text.Chunk(500).Select(line => $".{new string(line)}\r\n");
        return Encoding.ASCII.GetBytes($"Subject: x\r\n\r\n{string.Concat(lines)}");
    }

    private string Describe() =>
        $"{_promised.Count} promised, {_arrived.Hashes.Count} arrived in {_arrived.Copies.Values.Sum()} copies.";
}
