using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using SmtpAdmin.Testing.Dns;

namespace SmtpAdmin.Testing.Peers;

/// <summary>OpenDKIM's opendkim-testmsg, with the key records of the test.</summary>
public sealed class OpenDkimVerifier : IAsyncDisposable
{
    private const int MaximumTxtString = 255;

    private static readonly DebianTool s_testmsg = new("opendkim-testmsg", "opendkim-tools");

    private readonly string _testmsg;
    private readonly SystemResolver _resolver;
    private readonly ZoneDns _dns;

    private OpenDkimVerifier(string testmsg, SystemResolver resolver, ZoneDns dns)
    {
        _testmsg = testmsg;
        _resolver = resolver;
        _dns = dns;
    }

    /// <summary>
    /// Starts the name server; skips the test where the tool is not installed, or the user may not give it a resolver.
    /// </summary>
    /// <param name="zone">The names of key records with their texts.</param>
    public static async Task<OpenDkimVerifier> StartAsync(IReadOnlyDictionary<string, string> zone)
    {
        string testmsg = s_testmsg.FindOrSkip();
        SystemResolver resolver = await SystemResolver.CreateOrSkipAsync();
        try
        {
            string lines = string.Join('\n', zone.Select(record => $"{record.Key} TXT {Quote(record.Value)}"));
            ZoneDns dns = ZoneDns.Start(lines, new IPEndPoint(resolver.Address, SystemResolver.Port));
            return new OpenDkimVerifier(testmsg, resolver, dns);
        }
        catch
        {
            resolver.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Verifies a message as it is on the wire. Of several signatures OpenDKIM is content with one that is good. Before
    /// it looks at any, it refuses a message whose fields RFC 5322, section 3.6 forbids: no Date, two Subjects.
    /// </summary>
    /// <returns>Exit code 0 and no output for a good signature; otherwise the reason among the errors.</returns>
    public Task<ToolResult> VerifyAsync(byte[] message) => _resolver.RunAsync(_testmsg, [], message);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _dns.DisposeAsync();
        _resolver.Dispose();
    }

    private static string Quote(string text) =>
        string.Join(' ', text.Chunk(MaximumTxtString).Select(part => $"\"{new string(part)}\""));
}
