using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Xunit;

namespace SmtpAdmin.Testing.Peers;

/// <summary>
/// Gives a name server of the test's own to tools that ask the system's and have no option for another one: they run
/// in a mount namespace of their own, in which /etc/resolv.conf names it.
/// </summary>
internal sealed class SystemResolver : IDisposable
{
    /// <summary>A line of resolv.conf has no room for another port.</summary>
    public const int Port = 53;

    private const string WithResolver = "mount --bind \"$1\" /etc/resolv.conf && shift && exec \"$@\"";

    private static readonly DebianTool s_unshare = new("unshare", "util-linux");

    // The second octet of the addresses: each server of this process has its own.
    private static int s_last = Port - 1;

    private readonly TemporaryFolder _folder = new();
    private readonly string _unshare;
    private readonly string _configuration;

    private SystemResolver(string unshare)
    {
        _unshare = unshare;

        // AD is passed on only where resolv.conf says that the way to the server can be trusted.
        string text = $"nameserver {Address}\noptions trust-ad edns0 timeout:5 attempts:2\n";
        _configuration = _folder.Write("resolv.conf", Encoding.ASCII.GetBytes(text));
    }

    /// <summary>The address of the loopback at whose port 53 the test's server is to listen.</summary>
    public IPAddress Address { get; } = new(
    [
        127,
        (byte)Interlocked.Increment(ref s_last),
        (byte)(Environment.ProcessId >> 8),
        (byte)Environment.ProcessId,
    ]);

    /// <summary>Skips the test where the user may not do this, or another server is there.</summary>
    public static async Task<SystemResolver> CreateOrSkipAsync()
    {
        string unshare = s_unshare.FindOrSkip();
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root, to give a tool a resolver of the test's own");
        var resolver = new SystemResolver(unshare);
        try
        {
            resolver.SkipUnlessFree();

            // Root in a container often may not mount.
            ToolResult result = await resolver.RunAsync("true", []);
            Assert.SkipUnless(result.ExitCode == 0, $"needs a mount namespace of its own: {result.Errors.Trim()}");
            return resolver;
        }
        catch
        {
            resolver.Dispose();
            throw;
        }
    }

    /// <summary>Runs a tool that asks the test's server.</summary>
    public Task<ToolResult> RunAsync(string path, IEnumerable<string> arguments, byte[]? input = null) =>
        ToolRun.RunAsync(
            _unshare, ["--mount", "sh", "-c", WithResolver, "sh", _configuration, path, .. arguments], input);

    public void Dispose() => _folder.Dispose();

    private void SkipUnlessFree()
    {
        try
        {
            using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
            probe.Bind(new IPEndPoint(Address, Port));
        }
        catch (SocketException error) when (error.SocketErrorCode is
            SocketError.AddressAlreadyInUse or SocketError.AccessDenied or SocketError.AddressNotAvailable)
        {
            Assert.Skip($"needs port {Port} of {Address}: {error.Message}");
        }
    }
}
