using System;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Smtp;
using SmtpAdmin.Testing.Servers;
using Xunit;

namespace SmtpAdmin.Core.Tests.Smtp;

public sealed class TcpConnectorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_connection_comes_from_the_address_that_was_named()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a second loopback address, which Linux has");
        await using ScriptedServer server = new ScriptedServer();
        SmtpConnectionOptions options = server.Options() with { LocalAddress = IPAddress.Parse("127.0.0.5") };

        await using SmtpConnection connection = await SmtpConnection.OpenAsync(options, Token);

        Assert.Equal(IPAddress.Parse("127.0.0.5"), connection.LocalEndPoint.Address);
    }

    [Fact]
    public async Task An_address_that_is_not_of_this_machine_is_refused_by_name()
    {
        await using ScriptedServer server = new ScriptedServer();
        SmtpConnectionOptions options = server.Options() with { LocalAddress = IPAddress.Parse("192.0.2.77") };

        var failure = await Assert.ThrowsAsync<SmtpAdminException>(() => SmtpConnection.OpenAsync(options, Token));

        Assert.Equal(ErrorKind.LocalAddressInvalid, failure.Kind);
        Assert.Contains("192.0.2.77", failure.Message, StringComparison.Ordinal);
    }

    // The addresses are tried in their order, and the error tells of each.
    [Theory]
    [InlineData(SmtpAddressPreference.System, "::1 127.0.0.1 ::1 127.0.0.2")]
    [InlineData(SmtpAddressPreference.IPv4, "127.0.0.1 127.0.0.2 ::1 ::1")]
    [InlineData(SmtpAddressPreference.IPv6, "::1 ::1 127.0.0.1 127.0.0.2")]
    [InlineData(SmtpAddressPreference.IPv4Only, "127.0.0.1 127.0.0.2")]
    [InlineData(SmtpAddressPreference.IPv6Only, "::1 ::1")]
    public async Task The_preference_orders_or_chooses_addresses(SmtpAddressPreference preference, string expected)
    {
        SmtpConnectionOptions options = Options(UnusedPort(), "::1", "127.0.0.1", "::1", "127.0.0.2") with
        {
            AddressPreference = preference,
        };

        var failure = await Assert.ThrowsAsync<SmtpAdminException>(() => SmtpConnection.OpenAsync(options, Token));

        string tried = string.Join(' ', failure.Message.Split(' ')
            .Where(word => word.EndsWith($":{options.Port}", StringComparison.Ordinal))
            .Select(word => IPEndPoint.Parse(word).Address));
        Assert.Equal(expected, tried);
    }

    [Theory]
    [InlineData(SmtpAddressPreference.IPv6Only, null)]
    [InlineData(SmtpAddressPreference.System, "::1")]
    public async Task A_host_without_an_address_of_the_family_is_out_of_reach(
        SmtpAddressPreference preference, string? local)
    {
        SmtpConnectionOptions options = Options(25, "127.0.0.1") with
        {
            AddressPreference = preference,
            LocalAddress = local is null ? null : IPAddress.Parse(local),
        };

        var failure = await Assert.ThrowsAsync<SmtpAdminException>(() => SmtpConnection.OpenAsync(options, Token));

        Assert.Equal(ErrorKind.HostUnreachable, failure.Kind);
        Assert.Contains("family", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_hangs_leaves_time_for_the_next_and_all_together_take_no_more_than_one()
    {
        using UnansweringListener hanging = await UnansweringListener.StartAsync();
        SmtpConnectionOptions options = Options(hanging.Port, "127.0.0.1", "127.0.0.1", "127.0.0.2") with
        {
            Timeouts = SmtpTimeouts.FromSeconds(0.6),
        };
        var watch = System.Diagnostics.Stopwatch.StartNew();

        var failure = await Assert.ThrowsAsync<SmtpAdminException>(() => SmtpConnection.OpenAsync(options, Token));

        // The last one refuses at once: it was reached, though the others together would have used up the time.
        Assert.Equal(ErrorKind.ConnectionRefused, failure.Kind);
        Assert.Contains("127.0.0.1:", failure.Message, StringComparison.Ordinal);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0.3, 3);
    }

    [Theory]
    [InlineData("mail.example.com", "mail.example.com")]
    [InlineData(" printer ", "printer")]
    [InlineData("bücher.example", "xn--bcher-kva.example")]
    [InlineData("[192.0.2.1]", "[192.0.2.1]")]
    [InlineData("[ipv6:2001:DB8::1]", "[IPv6:2001:db8::1]")]
    public void A_name_for_EHLO_is_a_domain_or_an_address_literal(string text, string expected) =>
        Assert.Equal(expected, EhloName.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a\r\nMAIL FROM:<x@example.com>")]
    [InlineData("a\0b")]
    [InlineData("-a.example")]
    [InlineData("a..example")]
    [InlineData("192.0.2.1 x")]
    [InlineData("[192.0.2]")]
    [InlineData("[::1]")]
    [InlineData("[IPv6:192.0.2.1]")]
    [InlineData("[192.0.2.1")]
    [InlineData("<script>")]
    public void What_is_neither_is_refused(string text)
    {
        var failure = Assert.Throws<SmtpAdminException>(() => EhloName.Parse(text));
        Assert.Equal(ErrorKind.DomainInvalid, failure.Kind);
        Assert.DoesNotContain('\n', failure.Message);
    }

    [Fact]
    public async Task A_name_that_was_not_checked_is_still_not_sent_as_more_than_one_word()
    {
        await using ScriptedServer server = new ScriptedServer().Reply("220 x");

        await SessionFixture.OpenFailsAsync(server.Options() with { LocalName = "a b" }, ErrorKind.DomainInvalid);

        await server.VerifyAsync();
        Assert.Equal(["QUIT"], server.Commands);
    }

    private static SmtpConnectionOptions Options(int port, params string[] addresses) => new()
    {
        Server = new SmtpEndpoint("mx.example", port),
        Resolver = (_, _) => Task.FromResult(addresses.Select(IPAddress.Parse).ToArray()),
    };

    private static int UnusedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
