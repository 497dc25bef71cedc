using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Net.Sockets;
using System.Threading.Tasks;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Delivery;

/// <summary>A real mail server on the loopback for one test; the test is skipped where the machine has none.</summary>
internal sealed class PeerProcess : IDisposable
{
    private static readonly string[] s_folders = ["/usr/sbin", "/usr/bin", "/usr/local/bin"];

    private readonly Process _process;

    private PeerProcess(Process process) => _process = process;

    /// <summary>Starts the server and waits until it listens.</summary>
    public static async Task<PeerProcess> StartAsync(string tool, int port, params string[] arguments)
    {
        var start = new ProcessStartInfo(Find(tool), arguments) { RedirectStandardError = true };
        var peer = new PeerProcess(Process.Start(start)!);
        await DeliveryFixture.WaitUntilAsync(async () =>
        {
            Assert.False(peer._process.HasExited, $"{tool} ended at once.");
            using var probe = new TcpClient();
            try
            {
                await probe.ConnectAsync("127.0.0.1", port);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        });
        return peer;
    }

    /// <summary>Skips the test unless the Debian package's Python knows the module.</summary>
    public static async Task RequirePythonModuleAsync(string module, string package)
    {
        var start = new ProcessStartInfo(Find("python3"), ["-c", $"import {module}"]) { RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.SkipWhen(process.ExitCode != 0, $"The Debian package {package} is not installed.");
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static string Find(string tool)
    {
        string? path = s_folders.Select(folder => Path.Combine(folder, tool)).FirstOrDefault(File.Exists);
        Assert.SkipWhen(path is null, $"{tool} is not installed.");
        return path!;
    }
}
