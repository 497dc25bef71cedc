using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Tasks;
using SmtpAdmin.Testing.Dns;
using Xunit;

namespace SmtpAdmin.Testing.Peers;

/// <summary>
/// OpenDKIM's opendkim-testmsg, with the key records of the test. It asks the system's resolver and has no option for
/// another one, so it runs in a mount namespace of its own in which /etc/resolv.conf names the test's server.
/// </summary>
public sealed class OpenDkimVerifier : IAsyncDisposable
{
    // A line of resolv.conf has no room for a port.
    private const int DnsPort = 53;

    private const int MaximumTxtString = 255;

    private const string WithResolver = "mount --bind \"$1\" /etc/resolv.conf && shift && exec \"$@\"";

    private static readonly DebianTool s_testmsg = new("opendkim-testmsg", "opendkim-tools");
    private static readonly DebianTool s_unshare = new("unshare", "util-linux");

    private readonly string _testmsg;
    private readonly string _unshare;
    private readonly string _resolver;
    private readonly TemporaryFolder _folder;
    private readonly ZoneDns _dns;

    private OpenDkimVerifier(string testmsg, string unshare, TemporaryFolder folder, ZoneDns dns)
    {
        _testmsg = testmsg;
        _unshare = unshare;
        _folder = folder;
        _dns = dns;
        _resolver = folder.Write("resolv.conf", Encoding.ASCII.GetBytes($"nameserver {Address}\n"));
    }

    // Each process of tests has its own, as several run at once.
    private static IPAddress Address { get; } =
        new([127, 53, (byte)(Environment.ProcessId >> 8), (byte)Environment.ProcessId]);

    /// <summary>
    /// Starts the name server; skips the test where the tool is not installed, or the user may not give it a resolver.
    /// </summary>
    /// <param name="zone">The names of key records with their texts.</param>
    public static async Task<OpenDkimVerifier> StartAsync(IReadOnlyDictionary<string, string> zone)
    {
        string testmsg = s_testmsg.FindOrSkip();
        string unshare = s_unshare.FindOrSkip();
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root, to give OpenDKIM a resolver of the test's own");
        var folder = new TemporaryFolder();
        try
        {
            var verifier = new OpenDkimVerifier(testmsg, unshare, folder, StartDnsOrSkip(zone));
            await verifier.SkipWithoutNamespaceAsync();
            return verifier;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Verifies a message as it is on the wire. Of several signatures OpenDKIM is content with one that is good. Before
    /// it looks at any, it refuses a message whose fields RFC 5322, section 3.6 forbids: no Date, two Subjects.
    /// </summary>
    /// <returns>Exit code 0 and no output for a good signature; otherwise the reason among the errors.</returns>
    public Task<ToolResult> VerifyAsync(byte[] message) => RunAsync(_testmsg, message);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _dns.DisposeAsync();
        _folder.Dispose();
    }

    private static ZoneDns StartDnsOrSkip(IReadOnlyDictionary<string, string> zone)
    {
        string lines = string.Join('\n', zone.Select(record => $"{record.Key} TXT {Quote(record.Value)}"));
        try
        {
            return ZoneDns.Start(lines, new IPEndPoint(Address, DnsPort));
        }
        catch (SocketException error) when (error.SocketErrorCode is
            SocketError.AddressAlreadyInUse or SocketError.AccessDenied or SocketError.AddressNotAvailable)
        {
            Assert.Skip($"needs port {DnsPort} of {Address}: {error.Message}");
            throw;
        }
    }

    private static string Quote(string text) =>
        string.Join(' ', text.Chunk(MaximumTxtString).Select(part => $"\"{new string(part)}\""));

    // Root in a container often may not mount.
    private async Task SkipWithoutNamespaceAsync()
    {
        ToolResult result = await RunAsync("true", []);
        if (result.ExitCode != 0)
        {
            await _dns.DisposeAsync();
            Assert.Skip($"needs a mount namespace of its own: {result.Errors.Trim()}");
        }
    }

    private Task<ToolResult> RunAsync(string command, byte[] input) =>
        ToolRun.RunAsync(_unshare, ["--mount", "sh", "-c", WithResolver, "sh", _resolver, command], input);
}
