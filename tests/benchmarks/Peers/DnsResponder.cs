using System;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace SmtpAdmin.Benchmarks.Peers;

/// <summary>
/// A name server that answers every question with one A record, as fast as it can or after a latency. It runs in a
/// process of its own, which is this program with <see cref="Word"/> as its first argument, and ends with its input.
/// </summary>
internal static class DnsResponder
{
    /// <summary>The first argument; the second is the latency in milliseconds.</summary>
    public const string Word = "respond-dns";

    private const int HeaderLength = 12;
    private const int TypeAndClassLength = 4;
    private const int BufferOfSocket = 4 * 1024 * 1024;

    // A pointer to the question's name, A, IN, five minutes, 192.0.2.1.
    private static readonly byte[] s_record = [0xC0, 0x0C, 0, 1, 0, 1, 0, 0, 1, 44, 0, 4, 192, 0, 2, 1];

    public static void Run(string milliseconds)
    {
        var latency = TimeSpan.FromMilliseconds(int.Parse(milliseconds, CultureInfo.InvariantCulture));
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.ReceiveBufferSize = BufferOfSocket;
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        using BlockingCollection<Reply> replies = [];
        new Thread(() => Receive(socket, latency, replies)) { IsBackground = true }.Start();
        if (latency > TimeSpan.Zero)
        {
            new Thread(() => SendLate(socket, replies)) { IsBackground = true }.Start();
        }

        Console.WriteLine(((IPEndPoint)socket.LocalEndPoint!).Port);
        Console.In.ReadToEnd();
    }

    private static void Receive(Socket socket, TimeSpan latency, BlockingCollection<Reply> replies)
    {
        byte[] buffer = new byte[512];
        SocketAddress client = new(AddressFamily.InterNetwork);
        while (true)
        {
            int count = socket.ReceiveFrom(buffer, SocketFlags.None, client);
            byte[] answer = Answer(buffer.AsSpan(0, count));
            if (latency == TimeSpan.Zero)
            {
                socket.SendTo(answer, SocketFlags.None, client);
                continue;
            }

            SocketAddress copy = new(AddressFamily.InterNetwork);
            client.Buffer.CopyTo(copy.Buffer);
            replies.Add(new Reply(answer, copy, Stopwatch.GetTimestamp() + (long)(latency.TotalSeconds * Stopwatch.Frequency)));
        }
    }

    // All wait for the same time, so they are due in the order in which they came.
    private static void SendLate(Socket socket, BlockingCollection<Reply> replies)
    {
        foreach (Reply reply in replies.GetConsumingEnumerable())
        {
            while (Stopwatch.GetTimestamp() < reply.DueAt)
            {
                Thread.Sleep(1);
            }

            socket.SendTo(reply.Answer, SocketFlags.None, reply.Client);
        }
    }

    private static byte[] Answer(ReadOnlySpan<byte> query)
    {
        int end = query[HeaderLength..].IndexOf((byte)0) + HeaderLength + 1 + TypeAndClassLength;
        byte[] answer = [.. query[..end], .. s_record];
        answer[2] = 0x81;
        answer[3] = 0x80;
        answer[7] = 1;
        answer[11] = 0;
        return answer;
    }

    private sealed record Reply(byte[] Answer, SocketAddress Client, long DueAt);
}
