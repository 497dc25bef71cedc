using System;
using System.Diagnostics;
using System.Threading.Tasks;
using SmtpAdmin.Testing.Time;
using Xunit;

namespace SmtpAdmin.Testing.Peers;

/// <summary>A real mail server on the loopback for one test, in a process of its own.</summary>
public sealed class PeerServer : IDisposable
{
    private readonly Process _process;

    private PeerServer(Process process) => _process = process;

    /// <summary>Starts the server and waits until it listens.</summary>
    public static async Task<PeerServer> StartAsync(string path, int port, params string[] arguments)
    {
        var start = new ProcessStartInfo(path, arguments) { RedirectStandardError = true };
        var peer = new PeerServer(Process.Start(start)!);
        await Condition.WaitAsync(async () =>
        {
            Assert.False(peer._process.HasExited, $"{path} ended at once.");
            return await LoopbackPort.IsListeningAsync(port);
        });
        return peer;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
