using System;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace SmtpAdmin.Testing.Peers;

/// <summary>
/// An Exim of the test's own, with its configuration and spool in a temporary folder. It sends everything to one server,
/// with BDAT where that offers CHUNKING.
/// </summary>
public sealed class EximClient : IDisposable
{
    private readonly string _path;
    private readonly TemporaryFolder _folder = new();

    private EximClient(string path) => _path = path;

    /// <summary>Prepares it; skips the test where Exim is not installed or the user is not root.</summary>
    public static async Task<EximClient> CreateAsync(IPEndPoint server)
    {
        string path = DebianTool.Exim.FindOrSkip();
        Assert.SkipUnless(Environment.UserName == "root", "needs root to run an Exim of its own");
        var client = new EximClient(path);
        client._folder.Write("conf", Encoding.ASCII.GetBytes(client.Configuration(server).ReplaceLineEndings("\n")));

        // Its processes run as another user and need to get in.
        await ToolRun.RunAsync("/bin/chmod", ["777", client._folder.Path]);
        return client;
    }

    /// <summary>Sends a message with LF line ends, and waits until it is delivered or deferred.</summary>
    /// <returns>The dialogue as Exim tells it.</returns>
    public async Task<string> SendAsync(string from, string to, byte[] message)
    {
        ToolResult result = await ToolRun.RunAsync(
            _path, ["-C", _folder.Combine("conf"), "-odi", "-v", "-i", "-f", from, to], message);
        Assert.True(result.ExitCode == 0, result.ToString());
        return result.Errors;
    }

    public void Dispose() => _folder.Dispose();

    private string Configuration(IPEndPoint server) => $"""
        exim_path = {_path}
        exim_user = mail
        exim_group = mail
        never_users =
        trusted_users = root
        keep_environment =
        spool_directory = {_folder.Combine("spool")}
        log_file_path = {_folder.Combine("log-%s")}
        primary_hostname = exim.test
        begin routers
        all:
          driver = manualroute
          route_list = * {server.Address}
          self = send
          transport = out
        begin transports
        out:
          driver = smtp
          port = {server.Port}
          allow_localhost
          hosts_avoid_tls = *
          hosts_try_chunking = *
          message_linelength_limit = 1000000

        """;
}
