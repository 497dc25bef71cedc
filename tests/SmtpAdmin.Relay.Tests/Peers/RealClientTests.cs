using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Capture;
using SmtpAdmin.Testing.Peers;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Peers;

/// <summary>Real clients send to a relay in capture mode; it must keep what they were given, byte for byte.</summary>
public sealed class RealClientTests
{
    private const string From = "a@client.test";
    private const string To = "b@relay.test";
    private const string Password = "secret-1";

    private const string PythonScript = """
        import smtplib, ssl, sys
        port, mode = int(sys.argv[1]), sys.argv[2]
        with smtplib.SMTP("127.0.0.1", port, local_hostname="client.test", timeout=30) as client:
            if mode == "tls":
                context = ssl.create_default_context()
                context.check_hostname = False
                context.verify_mode = ssl.CERT_NONE
                client.starttls(context=context)
                client.login("user", "secret-1")
            client.sendmail("a@client.test", ["b@relay.test"], sys.stdin.buffer.read())
        """;

    private static readonly RelayOptions s_options = TestRelay.SecureOptions with
    {
        Users = [new NetworkCredential("user", Password)],
    };

    public static TheoryData<string, string> Messages => ClientMessages.All;

    [Theory]
    [MemberData(nameof(Messages))]
    public Task Swaks_sends(string name, string message) => SwaksAsync(name, message);

    [Theory]
    [InlineData("PLAIN")]
    [InlineData("LOGIN")]
    public async Task Swaks_signs_in_under_TLS(string mechanism)
    {
        string[] options = ["--tls", "--auth", mechanism, "--auth-user", "user", "--auth-password", Password];
        CapturedMessage captured = await SwaksAsync("signed in", "Subject: x\r\n\r\n.\r\n", options);
        Assert.Equal("user", captured.Envelope.AuthenticatedUser);
        Assert.True(captured.Envelope.IsEncrypted);
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task Msmtp_sends(string name, string message)
    {
        CapturedMessage captured = await MsmtpAsync(message, "--tls=off", "--auth=off");
        AssertSame(name, message, captured);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("login")]
    public async Task Msmtp_signs_in_under_TLS(string mechanism)
    {
        const string Message = "From: a@client.test\r\nSubject: x\r\n\r\n.\r\n";
        string[] signIn = [$"--auth={mechanism}", "--user=user", $"--passwordeval=echo {Password}"];
        string[] options = ["--tls=on", "--tls-certcheck=off", .. signIn];
        CapturedMessage captured = await MsmtpAsync(Message, options);
        AssertSame(mechanism, Message, captured);
        Assert.Equal("user", captured.Envelope.AuthenticatedUser);
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task Python_sends_plain_and_signed_in(string name, string message)
    {
        string python = DebianTool.Python.FindOrSkip();
        foreach (string mode in (string[])["plain", "tls"])
        {
            await using TestRelay relay = TestRelay.Start(s_options);
            string[] arguments = ["-c", PythonScript, $"{relay.EndPoint.Port}", mode];
            await RunAsync(python, arguments, message);
            CapturedMessage captured = (await relay.CapturedAsync()).Message;
            AssertSame(name, message, captured);
            Assert.Equal(mode == "tls", captured.Envelope.AuthenticatedUser == "user");
        }
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task Smtp_source_sends(string name, string message)
    {
        string source = DebianTool.SmtpSource.FindOrSkip();
        using var folder = new TemporaryFolder();
        string file = folder.Write("message", Bytes(WithLineFeeds(message)));
        await using TestRelay relay = TestRelay.Start();
        string server = $"inet:127.0.0.1:{relay.EndPoint.Port}";
        await RunAsync(source, ["-F", file, "-f", From, "-t", To, "-m", "20", "-s", "4", server], input: "");
        IReadOnlyList<CapturedMessage> captured = await relay.Captured.WaitAsync(
            _ => true, 20, TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Equal(20, captured.Select(item => item.Envelope.Id).Distinct().Count());

        // It puts an empty line before the end of every message.
        Assert.All(captured, item => AssertSame(name, message + "\r\n", item));
    }

    [Fact]
    public async Task Postfix_sends()
    {
        await using TestRelay relay = TestRelay.Start();
        await using PostfixInstance postfix = await PostfixInstance.StartAsync(new PostfixSettings(relay.EndPoint));
        foreach (ITheoryDataRow row in ClientMessages.All)
        {
            (string name, string message) = ((string)row.GetData()[0]!, (string)row.GetData()[1]!);
            relay.Captured.Clear();
            await postfix.SendAsync(From, To, Bytes(WithLineFeeds(message)));
            string content = (await relay.CapturedAsync()).Content;
            Assert.True(content.EndsWith(message, StringComparison.Ordinal), $"{name}:\n{content}\n{postfix.Log}");
        }
    }

    private static async Task<CapturedMessage> SwaksAsync(string name, string message, params string[] more)
    {
        string swaks = DebianTool.Swaks.FindOrSkip();
        using var folder = new TemporaryFolder();

        // Its own fixing of line ends takes a last line of one dot for the end, so it gets what goes over the wire.
        string stuffed = message.Replace("\r\n.", "\r\n..", StringComparison.Ordinal) + ".";
        string file = folder.Write("message", Bytes(stuffed));
        await using TestRelay relay = TestRelay.Start(s_options);
        string[] server = ["--server", $"127.0.0.1:{relay.EndPoint.Port}"];
        string[] mail = ["--from", From, "--to", To, "--data", "@" + file, "--no-data-fixup"];
        await RunAsync(swaks, [.. server, .. mail, .. more], input: "");
        CapturedMessage captured = (await relay.CapturedAsync()).Message;
        AssertSame(name, message, captured);
        return captured;
    }

    private static async Task<CapturedMessage> MsmtpAsync(string message, params string[] more)
    {
        string msmtp = DebianTool.Msmtp.FindOrSkip();
        await using TestRelay relay = TestRelay.Start(s_options);
        string[] arguments =
        [
            "--host=127.0.0.1", $"--port={relay.EndPoint.Port}", $"--from={From}", "--set-from-header=off",
            "--set-date-header=off", "--set-msgid-header=off", .. more, To,
        ];
        await RunAsync(msmtp, arguments, WithLineFeeds(message));
        return (await relay.CapturedAsync()).Message;
    }

    private static async Task RunAsync(string path, string[] arguments, string input)
    {
        ToolResult result = await ToolRun.RunAsync(path, arguments, Bytes(input));
        bool lacksTls = result.Errors.Contains("requires Net::SSLeay", StringComparison.Ordinal);
        Assert.SkipWhen(lacksTls, "needs Debian package libnet-ssleay-perl");
        Assert.True(result.ExitCode == 0, result.ToString());
    }

    private static void AssertSame(string name, string expected, CapturedMessage captured)
    {
        string content = TestRelay.ContentOf(captured);
        Assert.True(content == expected, $"{name}: expected {expected.Length} bytes, got {content.Length}:\n{content}");
        Assert.Equal(From, captured.Envelope.ReversePath);
        Assert.Equal([To], captured.Envelope.Recipients.Select(to => to.Address));
    }

    private static string WithLineFeeds(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);
}
