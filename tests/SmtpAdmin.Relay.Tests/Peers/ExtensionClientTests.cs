using System;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using SmtpAdmin.Relay.Capture;
using SmtpAdmin.Relay.Tests.Session.Authentication;
using SmtpAdmin.Testing.Peers;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Peers;

/// <summary>Real clients use the extensions that the relay offers.</summary>
public sealed class ExtensionClientTests
{
    private const string From = "a@client.test";
    private const string To = "b@relay.test";
    private const string Utf8To = "\u00FCser@relay.test";
    private const string Message = "From: a@client.test\r\nSubject: x\r\n\r\n.\r\n..\r\nend\r\n";
    private const string Password = "secret-1";

    private const string PythonScript = """
        import smtplib, sys
        with smtplib.SMTP("127.0.0.1", int(sys.argv[1]), local_hostname="client.test", timeout=30) as client:
            client.sendmail("a@client.test", ["\u00fcser@relay.test"], sys.stdin.buffer.read(),
                mail_options=["SMTPUTF8", "BODY=8BITMIME", "RET=HDRS", "ENVID=x+2B1"],
                rcpt_options=["NOTIFY=SUCCESS,DELAY", "ORCPT=utf-8;\u00fcser@relay.test"])
        """;

    private static readonly RelayOptions s_options = TestRelay.SecureOptions with
    {
        Users = [new NetworkCredential("user", Password)],
        TokenValidator = new FakeTokens(),
    };

    public static TheoryData<string, string> Messages => ClientMessages.All;

    [Theory]
    [InlineData("scram-sha-256", "user", Password)]
    [InlineData("xoauth2", FakeTokens.User, FakeTokens.Good)]
    [InlineData("oauthbearer", FakeTokens.User, FakeTokens.Good)]
    public async Task Msmtp_signs_in(string mechanism, string user, string secret)
    {
        string msmtp = DebianTool.Msmtp.FindOrSkip();
        await using TestRelay relay = TestRelay.Start(s_options);
        string[] server = ["--host=127.0.0.1", $"--port={relay.EndPoint.Port}", "--tls=on", "--tls-certcheck=off"];
        string[] signIn = [$"--auth={mechanism}", $"--user={user}", $"--passwordeval=echo {secret}"];
        string[] mail = [$"--from={SenderOf(user)}", "--set-from-header=off", "--set-date-header=off", "--set-msgid-header=off", To];
        ToolResult result = await ToolRun.RunAsync(msmtp, [.. server, .. signIn, .. mail], LineFeeds(Message));
        bool isUnknown = result.Errors.Contains("not supported", StringComparison.Ordinal);
        Assert.SkipWhen(isUnknown, $"this msmtp does not know {mechanism}");
        Assert.True(result.ExitCode == 0, result.ToString());
        CapturedMessage captured = (await relay.CapturedAsync()).Message;
        Assert.Equal(user, captured.Envelope.AuthenticatedUser);
        Assert.Equal(Message, TestRelay.ContentOf(captured));
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task Curl_sends(string name, string message)
    {
        CapturedMessage captured = await CurlAsync(message, To);
        Assert.True(TestRelay.ContentOf(captured) == message, $"{name}:\n{TestRelay.ContentOf(captured)}");
    }

    [Theory]
    [InlineData("--user", "user:" + Password, "--login-options", "AUTH=PLAIN")]
    [InlineData("--user", "user:" + Password, "--login-options", "AUTH=LOGIN")]
    [InlineData("--user", FakeTokens.User, "--oauth2-bearer", FakeTokens.Good)]
    public async Task Curl_signs_in_under_TLS(params string[] options)
    {
        string user = options[1].Split(':')[0];
        string[] signIn = ["--ssl-reqd", "--insecure", "--mail-from", SenderOf(user), .. options];
        CapturedMessage captured = await CurlAsync(Message, To, signIn);
        Assert.Equal(user, captured.Envelope.AuthenticatedUser);
        Assert.True(captured.Envelope.IsEncrypted);
    }

    [Fact]
    public async Task Curl_sends_to_an_address_of_UTF_8()
    {
        CapturedMessage captured = await CurlAsync(Message, Utf8To);
        Assert.True(captured.Envelope.IsUtf8);
        Assert.Equal(Utf8To, captured.Envelope.Recipients[0].Address);
    }

    [Fact]
    public async Task Python_asks_for_notifications_and_UTF_8()
    {
        string python = DebianTool.Python.FindOrSkip();
        await using TestRelay relay = TestRelay.Start();
        ToolResult result = await ToolRun.RunAsync(
            python, ["-c", PythonScript, $"{relay.EndPoint.Port}"], Encoding.UTF8.GetBytes(Message));
        Assert.True(result.ExitCode == 0, result.ToString());
        AssertNotifications((await relay.CapturedAsync()).Message.Envelope, "x+1", "utf-8;" + Utf8To);
    }

    [Fact]
    public async Task Postfix_asks_for_notifications_and_UTF_8()
    {
        await using TestRelay relay = TestRelay.Start();
        await using PostfixInstance postfix = await PostfixInstance.StartAsync(new PostfixSettings(relay.EndPoint));
        await postfix.SendAsync(From, Utf8To, LineFeeds(Message), "-N", "success,delay", "-R", "hdrs", "-V", "x+1");
        Envelope envelope = (await relay.CapturedAsync()).Message.Envelope;
        AssertNotifications(envelope, "x+1", envelope.Recipients[0].OriginalRecipient);
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public async Task Exim_sends_by_BDAT(string name, string message)
    {
        await using TestRelay relay = TestRelay.Start();
        using EximClient exim = await EximClient.CreateAsync(relay.EndPoint);
        string dialogue = await exim.SendAsync(From, To, LineFeeds(message));
        string content = (await relay.CapturedAsync()).Content;

        // It adds header fields behind those that are there.
        Assert.True(BodyOf(content) == BodyOf(message), $"{name}:\n{content}\n{dialogue}");
        Assert.Contains("BDAT ", dialogue, StringComparison.Ordinal);
    }

    private static string BodyOf(string message)
    {
        int end = message.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return end < 0 ? string.Empty : message[(end + 4)..];
    }

    /// <summary>Who comes with a token may send as the mailbox that it is for.</summary>
    private static string SenderOf(string user) => user.Contains('@') ? user : From;

    private static void AssertNotifications(Envelope envelope, string id, string? originalRecipient)
    {
        Assert.True(envelope.IsUtf8);
        Assert.Equal(DeliveryReturn.Headers, envelope.Return);
        Assert.Equal(id, envelope.EnvelopeId);
        var expected = new EnvelopeRecipient(Utf8To)
        {
            Notify = DeliveryNotification.OnSuccess | DeliveryNotification.Delay,
            OriginalRecipient = originalRecipient,
        };
        Assert.Equal([expected], envelope.Recipients);
    }

    private static async Task<CapturedMessage> CurlAsync(string message, string to, params string[] options)
    {
        string curl = DebianTool.Curl.FindOrSkip();
        await using TestRelay relay = TestRelay.Start(s_options);
        string[] mail = ["--mail-from", From, "--mail-rcpt", to, "--upload-file", "-", "--silent", "--show-error"];
        ToolResult result = await ToolRun.RunAsync(
            curl, [$"smtp://127.0.0.1:{relay.EndPoint.Port}/client.test", .. mail, .. options], Octets(message));
        Assert.True(result.ExitCode == 0, result.ToString());
        return (await relay.CapturedAsync()).Message;
    }

    private static byte[] LineFeeds(string text) => Octets(text.Replace("\r\n", "\n", StringComparison.Ordinal));

    private static byte[] Octets(string text) => Encoding.Latin1.GetBytes(text);
}
