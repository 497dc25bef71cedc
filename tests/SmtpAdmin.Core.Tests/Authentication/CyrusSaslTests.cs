using System.Net;
using System.Threading.Tasks;
using SmtpAdmin.Core.Authentication;
using SmtpAdmin.Core.Smtp;
using SmtpAdmin.Core.Tests.Smtp;
using SmtpAdmin.Testing.Peers;
using Xunit;

namespace SmtpAdmin.Core.Tests.Authentication;

/// <summary>Signing in at Postfix by Cyrus SASL, with every mechanism that the two have in common.</summary>
public sealed class CyrusSaslTests
{
    private static readonly NetworkCredential s_user = new("anna", "s3cret, \u00e9!");

    // Cyrus makes NTLM's UTF-16 of a password byte by byte, so that one beyond ASCII never fits there.
    private static readonly NetworkCredential s_plainUser = new("anna", "s3cret, too!");

    [Theory]
    [InlineData(SmtpAuthenticationMechanism.ScramSha256)]
    [InlineData(SmtpAuthenticationMechanism.ScramSha1)]
    [InlineData(SmtpAuthenticationMechanism.CramMd5)]
    [InlineData(SmtpAuthenticationMechanism.Plain)]
    [InlineData(SmtpAuthenticationMechanism.Login)]
    [InlineData(SmtpAuthenticationMechanism.Ntlm)]
    public async Task Postfix_takes_the_right_password_only(SmtpAuthenticationMechanism mechanism)
    {
        NetworkCredential user = mechanism == SmtpAuthenticationMechanism.Ntlm ? s_plainUser : s_user;
        await using PostfixInstance postfix = await PostfixInstance.StartAsync(
            new PostfixSettings(new IPEndPoint(IPAddress.Loopback, 9)) { Port = LoopbackPort.FindFree(), User = user });
        await using SmtpSession session = await SessionFixture.OpenAsync(Options(postfix, user.Password, mechanism));
        Assert.Equal(mechanism.ToString(), session.SignedIn?.Mechanism.Replace("-", string.Empty), ignoreCase: true);

        SmtpAdminException failure = await SessionFixture.OpenFailsAsync(
            Options(postfix, "wrong", mechanism), ErrorKind.AuthenticationFailed);
        Assert.Equal(535, failure.Reply!.Code);
    }

    [Fact]
    public async Task The_strongest_mechanism_of_Postfix_is_taken()
    {
        await using PostfixInstance postfix = await PostfixInstance.StartAsync(
            new PostfixSettings(new IPEndPoint(IPAddress.Loopback, 9)) { Port = LoopbackPort.FindFree(), User = s_user });
        await using SmtpSession session = await SessionFixture.OpenAsync(Options(postfix, s_user.Password));

        Assert.Equal("SCRAM-SHA-256", session.SignedIn?.Mechanism);
    }

    private static SmtpConnectionOptions Options(
        PostfixInstance postfix,
        string password,
        SmtpAuthenticationMechanism mechanism = SmtpAuthenticationMechanism.Auto)
    {
        return new SmtpConnectionOptions
        {
            Server = new SmtpEndpoint("127.0.0.1", postfix.Port),
            Security = SmtpSecurity.None,
            LocalName = "client.example",
            Timeouts = SmtpTimeouts.FromSeconds(10),
            Authentication = new PasswordAuthentication(new NetworkCredential("anna", password), mechanism),
            AllowPlaintextCredential = true,
        };
    }
}
