using System;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace SmtpAdmin.Benchmarks.Processes;

/// <summary>Ports of this machine's loopback address.</summary>
internal static class Loopback
{
    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_betweenAttempts = TimeSpan.FromMilliseconds(20);

    /// <summary>Finds a port that nothing listens on.</summary>
    public static int FindFreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Waits until a program that was just started accepts connections.</summary>
    public static async Task WaitForListenerAsync(int port, string who, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        while (!await IsListeningAsync(port, cancellationToken))
        {
            if (Stopwatch.GetElapsedTime(started) > s_startLimit)
            {
                throw new BenchmarkException($"{who} does not listen on port {port}.");
            }

            await Task.Delay(s_betweenAttempts, cancellationToken);
        }
    }

    private static async Task<bool> IsListeningAsync(int port, CancellationToken cancellationToken)
    {
        using TcpClient client = new();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
