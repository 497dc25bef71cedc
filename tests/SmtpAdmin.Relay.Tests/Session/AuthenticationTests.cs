using System;
using System.Net;
using System.Text;
using System.Threading.Tasks;
using SmtpAdmin.Core.Smtp;
using SmtpAdmin.Testing.Conversations;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Session;

public sealed class AuthenticationTests
{
    private static readonly string s_plain = Base64($"\0{TestRelay.User}\0{TestRelay.Password}");
    private static readonly string s_name = Base64(TestRelay.User);
    private static readonly string s_password = Base64(TestRelay.Password);

    /// <summary>Lines that the client sends, each with the reply that it gets, separated by bars.</summary>
    public static TheoryData<string, string> Exchanges => new()
    {
        { $"AUTH PLAIN {s_plain}", "235 2.7.0 " },
        { $"auth plain {s_plain}", "235 2.7.0 " },
        { $"AUTH PLAIN|{s_plain}", "334 |235 2.7.0 " },
        { $"AUTH PLAIN {Base64($"{TestRelay.User}\0{TestRelay.User}\0{TestRelay.Password}")}", "235 2.7.0 " },
        { $"AUTH LOGIN|{s_name}|{s_password}", "334 VXNlcm5hbWU6|334 UGFzc3dvcmQ6|235 2.7.0 " },
        { $"AUTH LOGIN {s_name}|{s_password}", "334 UGFzc3dvcmQ6|235 2.7.0 " },
        { $"AUTH PLAIN {s_plain}|AUTH PLAIN {s_plain}", "235 2.7.0 |503 5.5.1 " },
        { $"AUTH PLAIN {s_plain}|RSET|AUTH PLAIN", "235 2.7.0 |250 |503 5.5.1 " },
        { $"AUTH PLAIN {Base64("other\0user\0p\u00E4ss word")}", "535 5.7.8 " },
        { $"AUTH PLAIN {Base64("\0user\0wrong")}", "535 5.7.8 " },
        { $"AUTH PLAIN {Base64("\0nobody\0p\u00E4ss word")}", "535 5.7.8 " },
        { $"AUTH PLAIN {Base64("\0USER\0p\u00E4ss word")}", "535 5.7.8 " },
        { $"AUTH PLAIN {Base64("\0user\r\nX\0p\u00E4ss word")}", "535 5.7.8 " },
        { $"AUTH PLAIN {Base64("\0user\0p\u00E4ss word\0")}", "535 5.7.8 " },
        { $"AUTH PLAIN {Base64("user")}", "535 5.7.8 " },
        { "AUTH PLAIN =", "535 5.7.8 " },
        { "AUTH PLAIN|", "334 |535 5.7.8 " },
        { "AUTH PLAIN|*|NOOP", "334 |501 5.7.0 |250 " },
        { "AUTH LOGIN|*|NOOP", "334 |501 5.7.0 |250 " },
        { $"AUTH LOGIN|{s_name}|*|NOOP", "334 |334 |501 5.7.0 |250 " },
        { $"AUTH LOGIN|{s_name}|{Base64("wrong")}", "334 |334 |535 5.7.8 " },
        { $"AUTH LOGIN|{s_name}|", "334 |334 |535 5.7.8 " },
        { "AUTH PLAIN no*base64", "501 5.5.2 " },
        { "AUTH PLAIN|ab cd", "334 |501 5.5.2 " },
        { "AUTH PLAIN|abc", "334 |501 5.5.2 " },
        { "AUTH PLAIN|ab\0=", "334 |501 5.5.2 " },
        { "AUTH", "501 5.5.4 " },
        { "AUTH PLAIN a b", "501 5.5.4 " },
        { "AUTH CRAM-MD5", "504 5.5.4 " },
        { "AUTH X-\u00E4", "504 5.5.4 " },
        { "MAIL FROM:<a@b>|AUTH PLAIN|RSET|AUTH PLAIN", "250 |503 5.5.1 |250 |334 " },
        { "AUTH SCRAM-SHA-256|*|NOOP", "334 |501 5.7.0 |250 " },
        { $"AUTH SCRAM-SHA-256|{Base64("n,,n=user")}|NOOP", "334 |535 5.7.8 |250 " },
        { $"AUTH SCRAM-SHA-256 {Base64("n,,n=user,r=abc")}|{Base64("c=biws")}", "334 |535 5.7.8 " },
        { "AUTH SCRAM-SHA-256-PLUS", "504 5.5.4 " },
        { "AUTH XOAUTH2", "504 5.5.4 " },
        { "AUTH PLAIN AP91c2VyAHA=", "535 5.7.8 " }, // a name that is no UTF-8
        { $"AUTH LOGIN|{Base64("user\n")}|{s_password}", "334 |334 |535 5.7.8 " },
        { "MAIL FROM:<a@b> AUTH=<>", "250 " },
        { "MAIL FROM:<a@b> AUTH=x+2By", "250 " },
        { "MAIL FROM:<a@b> AUTH", "501 5.5.4 " },
        { "MAIL FROM:<a@b> AUTH=x+2", "501 5.5.4 " },
        { "MAIL FROM:<a@b> AUTH=x+2by", "501 5.5.4 " },
        { "MAIL FROM:<a@b> AUTH=+2B+3D+XX", "501 5.5.4 " },
        { "AUTH PLAIN " + new string('A', 12288), "500 5.5.6 " },
        { "AUTH PLAIN|" + new string('A', 12288) + "|NOOP", "334 |500 5.5.6 |250 " },
        { "AUTH PLAIN|" + new string('A', 12284), "334 |535 5.7.8 " },
    };

    [Theory]
    [MemberData(nameof(Exchanges))]
    public async Task Under_TLS_an_exchange_goes(string lines, string replies)
    {
        await using TestRelay relay = TestRelay.Start(TestRelay.SecureOptions);
        await using SmtpConversation client = await relay.GreetAsync();
        await client.StartTlsAsync();
        string[] expected = replies.Split('|');
        string[] sent = lines.Split('|');
        Assert.Equal(expected.Length, sent.Length);
        for (int index = 0; index < sent.Length; index++)
        {
            await client.SendExpectAsync(sent[index], expected[index]);
        }
    }

    [Fact]
    public async Task Our_own_client_signs_in_by_SCRAM()
    {
        await using TestRelay relay = TestRelay.Start(TestRelay.SecureOptions);
        var options = new SmtpConnectionOptions
        {
            Server = new SmtpEndpoint("127.0.0.1", relay.EndPoint.Port),
            Security = SmtpSecurity.StartTls,
            Credential = new NetworkCredential(TestRelay.User, TestRelay.Password),
            CertificatePolicy = ServerCertificatePolicy.AcceptAny,
        };
        await using SmtpSession session = await SmtpSession.OpenAsync(options, TestContext.Current.CancellationToken);
        Assert.Equal("SCRAM-SHA-256", session.SignedIn?.Mechanism);
    }

    [Fact]
    public async Task Without_TLS_it_is_refused()
    {
        await using TestRelay relay = TestRelay.Start(TestRelay.SecureOptions);
        await using SmtpConversation client = await relay.HelloAsync();
        await client.SendExpectAsync($"AUTH PLAIN {s_plain}", "538 5.7.11 ");
    }

    [Fact]
    public async Task Who_must_sign_in_sends_nothing_before()
    {
        RelayOptions options = TestRelay.SecureOptions with { RequireAuthentication = true };
        await using TestRelay relay = TestRelay.Start(options);
        await using SmtpConversation client = await relay.HelloAsync();
        await client.SendExpectAsync("MAIL FROM:<a@b>", "530 5.7.0 ");
        await client.StartTlsAsync();
        await client.SendExpectAsync("MAIL FROM:<a@b>", "530 5.7.0 ");
        await client.SendExpectAsync($"AUTH PLAIN {s_plain}", "235 2.7.0 ");
        await client.SendExpectAsync("MAIL FROM:<a@b>", "250 ");
        await client.SendExpectAsync("RCPT TO:<a@b>", "250 ");
        await client.SendExpectAsync("DATA", "354 ");
        await client.SendAsync(".\r\n");
        await client.ExpectAsync("250 2.0.0 ");
        Envelope envelope = (await relay.CapturedAsync()).Message.Envelope;
        Assert.Equal(TestRelay.User, envelope.AuthenticatedUser);
    }

    [Fact]
    public async Task Guessing_ends_the_session_and_is_counted()
    {
        await using TestRelay relay = TestRelay.Start(TestRelay.SecureOptions);
        await using SmtpConversation client = await relay.GreetAsync();
        await client.StartTlsAsync();
        for (int count = 0; count < 10; count++)
        {
            await client.SendExpectAsync("AUTH PLAIN AHVzZXIAd3Jvbmc=", "535 5.7.8 ");
        }

        await client.ExpectAsync("421 4.7.0 ");
        await client.ExpectEndAsync();
        Assert.Equal(10, relay.Server.Counters.SignInsFailed);
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
