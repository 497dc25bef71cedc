using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace SmtpAdmin.Testing.Servers;

/// <summary>A loopback port whose queue of connections is full, so that connecting to it hangs.</summary>
public sealed class UnansweringListener : IDisposable
{
    private const int MaximumAttempts = 16;
    private static readonly TimeSpan s_patience = TimeSpan.FromMilliseconds(500);

    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> _queued = [];

    private UnansweringListener()
    {
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(1);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndPoint!).Port;

    /// <summary>Fills the queue until a connection hangs; skips the test where the system refuses instead.</summary>
    public static async Task<UnansweringListener> StartAsync()
    {
        var listener = new UnansweringListener();
        for (int attempt = 0; attempt < MaximumAttempts; attempt++)
        {
            if (await listener.ConnectHangsAsync())
            {
                return listener;
            }
        }

        listener.Dispose();
        Assert.Skip("This system does not let a connection to a full queue hang.");
        throw new InvalidOperationException();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _queued.ForEach(socket => socket.Dispose());
    }

    private async Task<bool> ConnectHangsAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _queued.Add(socket);
        using var patience = new CancellationTokenSource(s_patience);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, Port, patience.Token);
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
