using System;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using SmtpAdmin.Core.Smtp;
using SmtpAdmin.Testing.Certificates;
using SmtpAdmin.Testing.Servers;
using Xunit;

namespace SmtpAdmin.Core.Tests.Smtp;

public sealed class CertificateRevocationTests : IDisposable
{
    private readonly TestCa _ca = new();

    public void Dispose() => _ca.Dispose();

    [Fact]
    public async Task A_certificate_that_is_not_on_the_list_is_accepted()
    {
        Assert.SkipUnless(OwnRootTrust.IsSupported, "needs .NET's trust in roots of one's own");
        await using var web = new FileOverHttp();
        using X509Certificate2 good = _ca.IssueWithRevocationList(web.Address, "127.0.0.1");
        using X509Certificate2 other = _ca.Issue("127.0.0.1");
        web.Content = _ca.MakeRevocationList(other);

        Assert.Null(await OpenAsync(good, SmtpRevocationCheck.Online));
        Assert.True(web.Requests > 0);
    }

    [Fact]
    public async Task A_certificate_on_the_list_was_revoked()
    {
        Assert.SkipUnless(OwnRootTrust.IsSupported, "needs .NET's trust in roots of one's own");
        await using var web = new FileOverHttp();
        using X509Certificate2 revoked = _ca.IssueWithRevocationList(web.Address, "127.0.0.1");
        web.Content = _ca.MakeRevocationList(revoked);

        SmtpAdminException? failure = await OpenAsync(revoked, SmtpRevocationCheck.Online);

        Assert.Equal(ErrorKind.CertificateRevoked, failure?.Kind);
        Assert.Contains("was revoked", failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_out_of_reach_leaves_it_unknown_and_nothing_else_is_said_to_be_wrong()
    {
        using X509Certificate2 certificate = _ca.IssueWithRevocationList(UnusedAddress(), "127.0.0.1");

        SmtpAdminException? failure = await OpenAsync(certificate, SmtpRevocationCheck.Online);

        Assert.Equal(ErrorKind.CertificateRevocationUnknown, failure?.Kind);
        Assert.Contains("could not be asked", failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Offline_asks_nobody_and_without_a_list_leaves_it_unknown()
    {
        await using var web = new FileOverHttp();
        using X509Certificate2 certificate = _ca.IssueWithRevocationList(web.Address, "127.0.0.1");
        web.Content = _ca.MakeRevocationList();

        SmtpAdminException? failure = await OpenAsync(certificate, SmtpRevocationCheck.Offline);

        Assert.Equal(ErrorKind.CertificateRevocationUnknown, failure?.Kind);
        Assert.Contains("holds no current list", failure!.Message, StringComparison.Ordinal);
        Assert.Equal(0, web.Requests);
    }

    [Fact]
    public async Task Without_the_check_a_revoked_certificate_is_accepted_and_nobody_is_asked()
    {
        await using var web = new FileOverHttp();
        using X509Certificate2 revoked = _ca.IssueWithRevocationList(web.Address, "127.0.0.1");
        web.Content = _ca.MakeRevocationList(revoked);

        Assert.Null(await OpenAsync(revoked, SmtpRevocationCheck.None));
        Assert.Equal(0, web.Requests);
    }

    [Fact]
    public async Task What_is_wrong_in_itself_comes_before_what_is_unknown()
    {
        using X509Certificate2 certificate = _ca.IssueWithRevocationList(UnusedAddress(), "mx.example.com");

        SmtpAdminException? failure = await OpenAsync(certificate, SmtpRevocationCheck.Online);

        Assert.Equal(ErrorKind.CertificateInvalid, failure?.Kind);
        Assert.Contains("it is for mx.example.com.", failure!.Message, StringComparison.Ordinal);
    }

    private async Task<SmtpAdminException?> OpenAsync(X509Certificate2 certificate, SmtpRevocationCheck revocation)
    {
        await using ScriptedServer server = new ScriptedServer().OfferTls(certificate);
        SmtpConnectionOptions options = server.Options(SmtpSecurity.ImplicitTls) with
        {
            CertificatePolicy = ServerCertificatePolicy.Verify with
            {
                TrustedRoots = [_ca.Root],
                Revocation = revocation,
            },
        };
        try
        {
            await using SmtpConnection connection = await SmtpConnection.OpenAsync(
                options, TestContext.Current.CancellationToken);
            return null;
        }
        catch (SmtpAdminException failure)
        {
            return failure;
        }
    }

    private static Uri UnusedAddress()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/{Guid.NewGuid():N}.crl");
    }
}
