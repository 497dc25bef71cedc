using System;
using System.IO;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using Xunit;

namespace SmtpAdmin.Testing.Peers;

/// <summary>
/// A Postfix of the test's own, with its configuration and queue in a temporary folder, that listens nowhere and sends
/// everything to one server.
/// </summary>
public sealed class PostfixClient : IAsyncDisposable
{
    private const string Services = """
        pickup  unix n - n 1   1 pickup
        cleanup unix n - n -   0 cleanup
        qmgr    unix n - n 300 1 qmgr
        rewrite unix - - n -   - trivial-rewrite
        bounce  unix - - n -   0 bounce
        defer   unix - - n -   0 bounce
        trace   unix - - n -   0 bounce
        smtp    unix - - n -   - smtp
        error   unix - - n -   - error
        retry   unix - - n -   - error
        postlog unix-dgram n - n - 1 postlogd

        """;

    private readonly TemporaryFolder _folder;

    private readonly string _postfix;

    private readonly string _sendmail;

    private PostfixClient(TemporaryFolder folder, string postfix, string sendmail)
    {
        _folder = folder;
        _postfix = postfix;
        _sendmail = sendmail;
    }

    /// <summary>Starts it; skips the test where Postfix is not installed or the user is not root.</summary>
    public static async Task<PostfixClient> StartAsync(IPEndPoint server)
    {
        string postfix = DebianTool.Postfix.FindOrSkip();
        string sendmail = DebianTool.Sendmail.FindOrSkip();
        Assert.SkipUnless(Environment.UserName == "root", "needs root to start a Postfix of its own");
        var client = new PostfixClient(new TemporaryFolder(), postfix, sendmail);
        await client.PrepareAsync(server);
        ToolResult result = await ToolRun.RunAsync(postfix, ["-c", client.Configuration, "start"]);
        Assert.True(result.ExitCode == 0, result.ToString());
        return client;
    }

    private string Configuration => _folder.Combine("etc");

    /// <summary>What Postfix logged, for a failing test's message.</summary>
    public string Log => File.Exists(LogFile) ? File.ReadAllText(LogFile) : string.Empty;

    private string LogFile => _folder.Combine("log/maillog");

    /// <summary>Hands a message with LF line ends to the queue.</summary>
    public async Task SendAsync(string from, string to, byte[] message)
    {
        ToolResult result = await ToolRun.RunAsync(_sendmail, ["-C", Configuration, "-i", "-f", from, to], message);
        Assert.True(result.ExitCode == 0, result.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        await ToolRun.RunAsync(_postfix, ["-c", Configuration, "stop"]);
        _folder.Dispose();
    }

    private async Task PrepareAsync(IPEndPoint server)
    {
        // Its processes run as another user and need to get in.
        await ToolRun.RunAsync("/bin/chmod", ["711", _folder.Path]);
        foreach (string name in (string[])["etc", "queue", "data", "log"])
        {
            Directory.CreateDirectory(_folder.Combine(name));
        }

        await ToolRun.RunAsync("/bin/chown", ["postfix", _folder.Combine("data"), _folder.Combine("log")]);
        _folder.Write("etc/master.cf", Encoding.ASCII.GetBytes(Services.ReplaceLineEndings("\n")));
        _folder.Write("etc/main.cf", Encoding.ASCII.GetBytes($"""
            compatibility_level = 3.6
            queue_directory = {_folder.Combine("queue")}
            data_directory = {_folder.Combine("data")}
            maillog_file = {LogFile}
            maillog_file_prefixes = {_folder.Path}
            mail_owner = postfix
            setgid_group = postdrop
            myhostname = client.test
            mydestination =
            inet_interfaces = 127.0.0.1
            inet_protocols = ipv4
            relayhost = [{server.Address}]:{server.Port}
            smtp_line_length_limit = 0

            """.ReplaceLineEndings("\n")));
    }
}
