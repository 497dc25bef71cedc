using System;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Reading;
using SmtpAdmin.Core.Smtp;
using SmtpAdmin.Testing.Certificates;
using SmtpAdmin.Testing.Http;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Reading;

/// <summary>
/// Fetching over HTTPS from a server on the loopback. Only the .NET build can be told where to connect; the other one
/// asks the system for the address, which knows no such host.
/// </summary>
public sealed class MtaStsHttpSourceTests : IDisposable
{
    private const string SystemResolves = "the .NET Framework build lets the system find the address";
    private const string Policy = "version: STSv1\nmode: none\nmax_age: 0\n";

    private readonly TestCa _ca = new();

    public void Dispose() => _ca.Dispose();

    [Fact]
    public async Task The_file_comes_from_the_addresses_that_the_resolver_found()
    {
        await using var server = SecureWebServer.Serve(Certificate(), Policy, "text/plain; charset=utf-8");
        MtaStsFetch fetch = await FetchAsync(server);

        Assert.Equal((MtaStsPolicyStatus.Valid, Policy, "text/plain"), (fetch.Status, fetch.Text, fetch.MediaType));
        Assert.StartsWith("GET /.well-known/mta-sts.txt HTTP/1.1", server.LastRequest, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("301 Moved", MtaStsPolicyStatus.Redirected)]
    [InlineData("302 Found", MtaStsPolicyStatus.Redirected)]
    [InlineData("404 Not Found", MtaStsPolicyStatus.HttpError)]
    [InlineData("500 Broken", MtaStsPolicyStatus.HttpError)]
    [InlineData("206 Partial Content", MtaStsPolicyStatus.HttpError)]
    public async Task Nothing_but_200_brings_a_policy_and_no_redirect_is_followed(string status, MtaStsPolicyStatus expected)
    {
        await using var server = SecureWebServer.Serve(
            Certificate(), Policy, status: status, headers: "Location: /.well-known/mta-sts.txt\r\n");
        MtaStsFetch fetch = await FetchAsync(server);

        Assert.Equal((expected, null), (fetch.Status, fetch.Text));
        Assert.Equal(1, server.Requests);
    }

    [Theory]
    [InlineData("other")]
    [InlineData("expired")]
    [InlineData("self-signed")]
    public async Task A_certificate_that_is_not_valid_for_the_host_is_refused(string kind)
    {
        using X509Certificate2 certificate = kind switch
        {
            "other" => _ca.Issue("example.com"),
            "expired" => _ca.IssueExpired("mta-sts.example.com"),
            _ => TestCa.SelfSigned("mta-sts.example.com"),
        };
        await using var server = SecureWebServer.Serve(certificate, Policy);
        MtaStsFetch fetch = await FetchAsync(server);

        Assert.Equal(MtaStsPolicyStatus.CertificateInvalid, fetch.Status);
        Assert.StartsWith("The certificate of mta-sts.example.com is not accepted", fetch.Failure, StringComparison.Ordinal);
        Assert.Equal(0, server.Requests);
    }

    [Fact]
    public async Task A_body_of_a_gigabyte_is_cut_off()
    {
        await using var server = SecureWebServer.ServeLong(Certificate(), 1L << 30);
        MtaStsFetch fetch = await FetchAsync(server);

        Assert.Equal((MtaStsPolicyStatus.TooLarge, null), (fetch.Status, fetch.Text));
    }

    [Fact]
    public async Task A_server_that_says_nothing_ends_in_a_timeout()
    {
        await using var server = SecureWebServer.Hang(Certificate());

        Assert.Equal(MtaStsPolicyStatus.Timeout, (await FetchAsync(server, TimeSpan.FromMilliseconds(500))).Status);
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_no_timeout()
    {
        Assert.SkipUnless(OwnRootTrust.IsSupported, SystemResolves);
        await using var server = SecureWebServer.Hang(Certificate());
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Source(server.Port, TimeSpan.FromSeconds(30)).FetchAsync("example.com", cancellation.Token));
    }

    [Fact]
    public async Task A_port_that_nobody_listens_at_is_unreachable()
    {
        Assert.SkipUnless(OwnRootTrust.IsSupported, SystemResolves);

        Assert.Equal(
            MtaStsPolicyStatus.Unreachable,
            (await Source(1, TimeSpan.FromSeconds(5)).FetchAsync("example.com", Token)).Status);
    }

    [Theory]
    [InlineData(DnsStatus.NxDomain, MtaStsPolicyStatus.HostNotFound)]
    [InlineData(DnsStatus.NoData, MtaStsPolicyStatus.HostNotFound)]
    [InlineData(DnsStatus.ServFail, MtaStsPolicyStatus.HostUnknown)]
    [InlineData(DnsStatus.Timeout, MtaStsPolicyStatus.HostUnknown)]
    public async Task A_host_without_address_is_told_from_one_that_nothing_is_known_of(
        DnsStatus status, MtaStsPolicyStatus expected)
    {
        MemoryResolver resolver = new MemoryResolver()
            .Fail("mta-sts.example.com", DnsRecordType.A, status)
            .Fail("mta-sts.example.com", DnsRecordType.Aaaa, status);

        Assert.Equal(expected, (await new MtaStsHttpSource(resolver).FetchAsync("example.com", Token)).Status);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private X509Certificate2 Certificate() => _ca.Issue("mta-sts.example.com");

    private Task<MtaStsFetch> FetchAsync(SecureWebServer server, TimeSpan? timeout = null)
    {
        Assert.SkipUnless(OwnRootTrust.IsSupported, SystemResolves);
        return Source(server.Port, timeout ?? TimeSpan.FromSeconds(20)).FetchAsync("example.com", Token);
    }

    private MtaStsHttpSource Source(int port, TimeSpan timeout)
    {
        var loopback = new DnsAddress(TimeSpan.FromMinutes(1), IPAddress.Loopback);
        MemoryResolver resolver = new MemoryResolver().Add("mta-sts.example.com", DnsRecordType.A, loopback);
        return new MtaStsHttpSource(resolver, new MtaStsHttpOptions
        {
            Port = port,
            Timeout = timeout,
            TrustedRoots = [_ca.Root],
            UseProxy = false,
        });
    }
}
