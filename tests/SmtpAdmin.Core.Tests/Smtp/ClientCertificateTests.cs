using System;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using SmtpAdmin.Core.Smtp;
using SmtpAdmin.Testing.Certificates;
using SmtpAdmin.Testing.Servers;
using Xunit;

namespace SmtpAdmin.Core.Tests.Smtp;

public sealed class ClientCertificateTests : IDisposable
{
    private readonly TestCa _ca = new();
    private readonly X509Certificate2 _own;

    public ClientCertificateTests() => _own = _ca.Issue("client.example");

    public void Dispose()
    {
        _own.Dispose();
        _ca.Dispose();
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task The_certificate_goes_to_a_server_that_asks_for_one(SslProtocols protocol)
    {
        await using ScriptedServer server = Demand(_own, protocol);

        await using SmtpConnection connection = await OpenAsync(server, _own);

        Assert.Equal(220, (await connection.ReadReplyAsync(TestContext.Current.CancellationToken)).Code);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12, true)]
    [InlineData(SslProtocols.Tls12, false)]
    [InlineData(SslProtocols.Tls13, true)]
    [InlineData(SslProtocols.Tls13, false)]
    public async Task A_server_that_wants_another_is_said_to(SslProtocols protocol, bool givesOne)
    {
        using X509Certificate2 wanted = _ca.Issue("other.example");
        await using ScriptedServer server = Demand(wanted, protocol);

        var failure = await Assert.ThrowsAsync<SmtpAdminException>(async () =>
        {
            await using SmtpConnection connection = await OpenAsync(server, givesOne ? _own : null);
            await connection.ReadReplyAsync(TestContext.Current.CancellationToken);
        });

        Assert.Equal(ErrorKind.ClientCertificateRefused, failure.Kind);
        Assert.Contains(givesOne ? _own.Thumbprint : "got none", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_without_key_is_refused_before_the_handshake()
    {
        using X509Certificate2 keyless = X509CertificateLoader.LoadCertificate(_own.RawData);
        await using ScriptedServer server = new ScriptedServer();

        var failure = await Assert.ThrowsAsync<SmtpAdminException>(() => OpenAsync(server, keyless));

        Assert.Equal(ErrorKind.ClientCertificateInvalid, failure.Kind);
    }

    [Fact]
    public async Task A_server_that_goes_without_having_asked_is_just_lost()
    {
        await using ScriptedServer server = new ScriptedServer().UpgradeToTls(_ca.Issue("127.0.0.1")).Close();
        await using SmtpConnection connection = await OpenAsync(server, _own);

        var failure = await Assert.ThrowsAsync<SmtpAdminException>(
            () => connection.ReadReplyAsync(TestContext.Current.CancellationToken));

        Assert.Equal(ErrorKind.ConnectionLost, failure.Kind);
    }

    private ScriptedServer Demand(X509Certificate2 wanted, SslProtocols protocol) => new ScriptedServer()
        .DemandClientCertificate(_ca.Issue("127.0.0.1"), wanted, protocol).Reply("220 mx.example");

    private Task<SmtpConnection> OpenAsync(ScriptedServer server, X509Certificate2? own)
    {
        SmtpConnectionOptions options = server.Options(SmtpSecurity.ImplicitTls) with
        {
            CertificatePolicy = ServerCertificatePolicy.Verify with { TrustedRoots = [_ca.Root] },
            ClientCertificate = own,
        };
        return SmtpConnection.OpenAsync(options, TestContext.Current.CancellationToken);
    }
}
