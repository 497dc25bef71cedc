using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;

namespace SmtpAdmin.Benchmarks.Peers;

/// <summary>
/// The name server of <see cref="MailZones"/>, which answers as fast as it can or after a latency. It runs in a process
/// of its own, which is this program with <see cref="Word"/> as its first argument, and ends with its input. For each
/// line of input it writes the questions that it was asked since the line before: how many, and the first of them.
/// </summary>
internal static class DnsResponder
{
    /// <summary>The first argument; the second is the latency in milliseconds.</summary>
    public const string Word = "respond-dns";

    private const int HeaderLength = 12;
    private const int TypeAndClassLength = 4;
    private const int BufferOfSocket = 4 * 1024 * 1024;
    private const int MostTold = 500;

    // A pointer to the question's name, and behind the type: IN, five minutes.
    private static readonly byte[] s_owner = [0xC0, HeaderLength];
    private static readonly byte[] s_classAndTime = [0, 1, 0, 0, 1, 44];

    private static readonly MailZones s_zones = new();
    private static readonly Lock s_lock = new();
    private static readonly List<string> s_told = [];
    private static int s_asked;

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
        while (Console.In.ReadLine() is not null)
        {
            lock (s_lock)
            {
                Console.WriteLine(FormattableString.Invariant($"{s_asked} {string.Join(' ', s_told)}"));
                s_told.Clear();
                s_asked = 0;
            }
        }
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
        int nameEnd = query[HeaderLength..].IndexOf((byte)0) + HeaderLength;
        int type = query[nameEnd + 2];
        string name = ReadName(query[HeaderLength..nameEnd]);
        Count(name, type);
        byte[][]? records = s_zones.Find(name, type);
        byte[] answer =
        [
            .. query[..(nameEnd + 1 + TypeAndClassLength)],
            .. (records ?? []).SelectMany(data => (byte[])[.. s_owner, 0, (byte)type, .. s_classAndTime, .. Size(data), .. data]),
        ];
        answer[2] = 0x85;
        answer[3] = (byte)(records is null ? 0x83 : 0x80);
        answer[7] = (byte)(records?.Length ?? 0);
        answer[11] = 0;
        return answer;
    }

    private static byte[] Size(byte[] data) => [(byte)(data.Length >> 8), (byte)data.Length];

    private static string ReadName(ReadOnlySpan<byte> labels)
    {
        Span<char> name = stackalloc char[labels.Length];
        int length = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            bool isLength = i == length;
            length += isLength ? labels[i] + 1 : 0;
            name[i] = isLength ? '.' : (char)labels[i];
        }

        return name[1..].ToString();
    }

    private static void Count(string name, int type)
    {
        lock (s_lock)
        {
            s_asked++;
            if (s_told.Count < MostTold)
            {
                s_told.Add(FormattableString.Invariant($"{name}/{type}"));
            }
        }
    }

    private sealed record Reply(byte[] Answer, SocketAddress Client, long DueAt);
}
