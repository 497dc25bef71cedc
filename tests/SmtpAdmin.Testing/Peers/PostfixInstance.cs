using System;
using System.IO;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using SmtpAdmin.Testing.Time;
using Xunit;

namespace SmtpAdmin.Testing.Peers;

/// <summary>
/// A Postfix of the test's own, with its configuration and queue in a temporary folder. It sends everything to one
/// server.
/// </summary>
public sealed class PostfixInstance : IAsyncDisposable
{
    private readonly PostfixSettings _settings;
    private readonly string _postfix;
    private readonly string _sendmail;
    private readonly TemporaryFolder _folder = new();

    private PostfixInstance(PostfixSettings settings, string postfix, string sendmail)
    {
        _settings = settings;
        _postfix = postfix;
        _sendmail = sendmail;
    }

    /// <summary>The port of the loopback that it listens on.</summary>
    public int Port => _settings.Port ?? throw new InvalidOperationException("It listens nowhere.");

    /// <summary>What Postfix logged, for a failing test's message.</summary>
    public string Log => File.Exists(LogFile) ? File.ReadAllText(LogFile) : string.Empty;

    private string Configuration => _folder.Combine("etc");

    private string LogFile => _folder.Combine("log/maillog");

    /// <summary>Starts it; skips the test where Postfix is not installed or the user is not root.</summary>
    public static async Task<PostfixInstance> StartAsync(PostfixSettings settings)
    {
        string postfix = DebianTool.Postfix.FindOrSkip();
        string sendmail = DebianTool.Sendmail.FindOrSkip();
        Assert.SkipUnless(Environment.UserName == "root", "needs root to start a Postfix of its own");
        var instance = new PostfixInstance(settings, postfix, sendmail);
        try
        {
            await instance.PrepareAsync();
            await instance.RunAsync();
            return instance;
        }
        catch
        {
            await instance.DisposeAsync();
            throw;
        }
    }

    /// <summary>Hands a message with LF line ends to the queue, with more options of sendmail(1).</summary>
    public async Task SendAsync(string from, string to, byte[] message, params string[] options)
    {
        ToolResult result = await ToolRun.RunAsync(
            _sendmail, ["-C", Configuration, "-i", .. options, "-f", from, to], message);
        Assert.True(result.ExitCode == 0, result.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        await ToolRun.RunAsync(_postfix, ["-c", Configuration, "stop"]);
        _folder.Dispose();
    }

    private async Task PrepareAsync()
    {
        // Its processes run as another user and need to get in.
        await ToolRun.RunAsync("/bin/chmod", ["711", _folder.Path]);
        foreach (string name in (string[])["etc", "queue", "data", "log"])
        {
            Directory.CreateDirectory(_folder.Combine(name));
        }

        await ToolRun.RunAsync("/bin/chown", ["postfix", _folder.Combine("data"), _folder.Combine("log")]);
        Write("etc/master.cf", PostfixConfiguration.Master(_settings));
        Write("etc/main.cf", PostfixConfiguration.Main(_settings, _folder));
        if (_settings.Certificate is { } certificate)
        {
            Write("etc/chain.pem", PostfixConfiguration.KeyAndCertificate(certificate));
        }

        if (_settings.User is { } user)
        {
            await AddUserAsync(user);
        }
    }

    private async Task AddUserAsync(NetworkCredential user)
    {
        Directory.CreateDirectory(_folder.Combine("etc/sasl"));
        Write("etc/sasl/smtpd.conf", PostfixConfiguration.CyrusSasl(_folder));
        string passwords = _folder.Combine("data/sasldb2");
        ToolResult result = await ToolRun.RunAsync(
            DebianTool.SaslPasswords.FindOrSkip(),
            ["-p", "-c", "-f", passwords, "-u", "postfix.test", user.UserName],
            Encoding.UTF8.GetBytes(user.Password));
        Assert.True(result.ExitCode == 0, result.ToString());
        await ToolRun.RunAsync("/bin/chown", ["postfix", passwords]);
    }

    private async Task RunAsync()
    {
        ToolResult result = await ToolRun.RunAsync(_postfix, ["-c", Configuration, "start"]);
        Assert.True(result.ExitCode == 0, result.ToString());
        if (_settings.Port is { } port)
        {
            await Condition.WaitAsync(() => LoopbackPort.IsListeningAsync(port), () => Log);
        }
    }

    private void Write(string name, string text) =>
        _folder.Write(name, Encoding.ASCII.GetBytes(text.ReplaceLineEndings("\n")));
}
