using System.Net;
using System.Threading.Tasks;
using SmtpAdmin.Core.Authentication;
using SmtpAdmin.Core.Smtp;
using SmtpAdmin.Core.Tests.Smtp;
using SmtpAdmin.Testing.Peers;
using Xunit;

namespace SmtpAdmin.Core.Tests.Authentication;

/// <summary>Signing in at aiosmtpd, with its own PLAIN and LOGIN and an XOAUTH2 that a few lines add.</summary>
public sealed class AuthenticationPeerTests
{
    private const string Script = """
        import base64, sys, threading
        from aiosmtpd.controller import Controller
        from aiosmtpd.smtp import AuthResult, LoginPassword

        def authenticate(server, session, envelope, mechanism, data):
            good = isinstance(data, LoginPassword) and data.login == b'anna' and data.password == b's3cret'
            return AuthResult(success=good, handled=False)

        class Handler:
            async def auth_XOAUTH2(self, server, args):
                data = base64.b64decode(args[1]) if len(args) > 1 else await server.challenge_auth('')
                wanted = b'user=anna\x01auth=Bearer ' + b't' * 600 + b'\x01\x01'
                if data == wanted:
                    return AuthResult(success=True)
                await server.challenge_auth('{"status":"400","scope":"mail"}')
                return AuthResult(success=False, handled=False)

        controller = Controller(Handler(), hostname='127.0.0.1', port=int(sys.argv[1]),
            authenticator=authenticate, auth_require_tls=False)
        controller.start()
        threading.Event().wait()
        """;

    public static TheoryData<SmtpAuthenticationMechanism, string, bool> Passwords => new()
    {
        { SmtpAuthenticationMechanism.Plain, "s3cret", true },
        { SmtpAuthenticationMechanism.Plain, "wrong", false },
        { SmtpAuthenticationMechanism.Login, "s3cret", true },
        { SmtpAuthenticationMechanism.Login, "wrong", false },
    };

    [Theory, MemberData(nameof(Passwords))]
    public Task Aiosmtpd_takes_the_right_password_only(SmtpAuthenticationMechanism mechanism, string password, bool isRight) =>
        SignInAsync(new PasswordAuthentication(new NetworkCredential("anna", password), mechanism), isRight);

    [Theory]
    [InlineData('t', true)]
    [InlineData('u', false)]
    public Task Aiosmtpd_takes_the_right_token_only(char letter, bool isRight) =>
        SignInAsync(new TokenAuthentication("anna", new StaticTokenSource(new string(letter, 600))), isRight);

    private static async Task SignInAsync(SmtpAuthentication authentication, bool isRight)
    {
        string python = await PythonModule.Aiosmtpd.FindPythonOrSkipAsync();
        int port = LoopbackPort.FindFree();
        using PeerServer peer = await PeerServer.StartAsync(python, port, "-c", Script, $"{port}");
        var options = new SmtpConnectionOptions
        {
            Server = new SmtpEndpoint("127.0.0.1", port),
            Security = SmtpSecurity.None,
            LocalName = "client.example",
            Timeouts = SmtpTimeouts.FromSeconds(10),
            Authentication = authentication,
            AllowPlaintextCredential = true,
        };
        if (isRight)
        {
            await using SmtpSession session = await SessionFixture.OpenAsync(options);
            Assert.True(session.IsOpen);
        }
        else
        {
            SmtpAdminException failure = await SessionFixture.OpenFailsAsync(options, ErrorKind.AuthenticationFailed);
            Assert.Equal(535, failure.Reply!.Code);
        }
    }
}
