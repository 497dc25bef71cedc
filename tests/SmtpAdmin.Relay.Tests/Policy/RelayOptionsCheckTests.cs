using System;
using System.Collections.Generic;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using SmtpAdmin.Relay.Policy;
using SmtpAdmin.Relay.Tests.Session.Authentication;
using Xunit;

namespace SmtpAdmin.Relay.Tests.Policy;

public sealed class RelayOptionsCheckTests
{
    private static readonly RelayOptions s_forward = TestRelay.Options with
    {
        Mode = RelayMode.Forward,
        SmartHost = new SmtpEndpoint("smart.example.com"),
        QueuePath = "queue",
    };

    private static readonly SmtpRelayUser s_user = TestRelay.SecureOptions.Users[0];

    private static readonly RelayOptions s_closed = s_forward with
    {
        Certificate = TestRelay.SecureOptions.Certificate,
        Users = TestRelay.SecureOptions.Users,
        RequireAuthentication = true,
    };

    private static readonly Dictionary<string, RelayOptions> s_bad = new()
    {
        ["negative port"] = TestRelay.Options with { Port = -1 },
        ["port too high"] = TestRelay.Options with { Port = 65536 },
        ["host name of two lines"] = TestRelay.Options with { HostName = "a\r\n250 b" },
        ["no size"] = TestRelay.Options with { MaximumMessageSize = 0 },
        ["no recipients"] = TestRelay.Options with { MaximumRecipients = 0 },
        ["no connections"] = TestRelay.Options with { MaximumConnections = 0 },
        ["no captured messages"] = TestRelay.Options with { MaximumCapturedMessages = 0 },
        ["no idle time"] = TestRelay.Options with { IdleTimeout = TimeSpan.Zero },
        ["no connections of one address"] = Limited(new() { ConnectionsPerAddress = 0 }),
        ["no connections in a minute"] = Limited(new() { ConnectionsPerMinute = 0 }),
        ["no messages of one connection"] = Limited(new() { MessagesPerConnection = 0 }),
        ["no messages in a minute"] = Limited(new() { MessagesPerMinute = 0 }),
        ["no failed sign-ins"] = Limited(new() { FailedSignIns = 0 }),
        ["no window of failed sign-ins"] = Limited(new() { FailedSignInWindow = TimeSpan.Zero }),
        ["a ban of no time"] = Limited(new() { BanTime = TimeSpan.Zero }),
        ["a session of no time"] = Limited(new() { SessionTime = TimeSpan.Zero }),
        ["no errors"] = Limited(new() { Errors = 0 }),
        ["no commands"] = Limited(new() { CommandsWithoutMail = 0 }),
        ["a negative rate"] = Limited(new() { MinimumRate = -1 }),
        ["no grace"] = Limited(new() { MinimumRateGrace = TimeSpan.Zero }),
        ["a greeting before the connection"] = Limited(new() { GreetingDelay = TimeSpan.FromSeconds(-1) }),
        ["a greeting that comes too late"] = Limited(new() { GreetingDelay = TimeSpan.FromMinutes(2) }),
        ["a masquerade of everyone"] = Masked("*", "example.com"),
        ["a masquerade as anyone"] = Masked("corp.test", "*.example.com"),
        ["a masquerade of an address"] = Masked("a@corp.test", "example.com"),
        ["a masquerade as two lines"] = Masked("corp.test", "example.com\r\nX: y"),
        ["a masquerade of what is captured"] = Masked("corp.test", "example.com") with { Mode = RelayMode.Capture, SmartHost = null, QueuePath = null },
        ["a field added to what is captured"] = TestRelay.Options with { AddsMissingFields = true },
        ["a signature on what is captured"] = TestRelay.Options with { DkimKeys = [new("s._domainkey.example.com=k")] },
        ["users without TLS"] = TestRelay.SecureOptions with { Certificate = null },
        ["sign-in without users"] = TestRelay.SecureOptions with { Users = [], RequireAuthentication = true },
        ["open to all"] = s_forward with { Address = IPAddress.Any },
        ["open to all over IPv6"] = s_forward with { Address = IPAddress.IPv6Any },
        ["open to a network"] = s_forward with { Address = IPAddress.Parse("10.0.0.1") },
        ["two users of one name"] = s_closed with { Users = [.. s_closed.Users, .. s_closed.Users] },
        ["a user as nobody"] = s_closed with { Users = [s_user with { SendAs = ["a@"] }] },
        ["a sender rule for nothing"] = s_forward with { SenderRules = [new SmtpRelayRule("block b@")] },
        ["a recipient rule for nothing"] = s_forward with { RecipientRules = [new SmtpRelayRule("allow b..c")] },
        ["a PROXY header before implicit TLS"] = TestRelay.SecureOptions with
        {
            Security = RelaySecurity.ImplicitTls,
            TrustedProxies = [new IpNetwork("192.0.2.0/24")],
        },
        ["tokens without TLS"] = TestRelay.Options with { TokenValidator = new FakeTokens() },
        ["mail for no domain"] = s_forward with { AcceptedDomains = ["exam ple.com"] },
        ["mail for an address"] = s_forward with { AcceptedDomains = ["a@example.com"] },
    };

    private static readonly Dictionary<string, RelayOptions> s_good = new()
    {
        ["defaults"] = TestRelay.Options,
        ["forward on loopback"] = s_forward,
        ["forward on IPv6 loopback"] = s_forward with { Address = IPAddress.IPv6Loopback },
        ["capture for all"] = TestRelay.Options with { Address = IPAddress.Any },
        ["closed to strangers"] = s_closed with { Address = IPAddress.Any },
        ["users beside strangers"] = s_closed with { Address = IPAddress.Any, RequireAuthentication = false },
        ["tokens in place of users"] = TestRelay.SecureOptions with
        {
            Users = [],
            TokenValidator = new FakeTokens(),
            RequireAuthentication = true,
        },
        ["a network of one's own"] = s_forward with { Address = IPAddress.Any, RelayNetworks = [new IpNetwork("10.0.0.0/8")] },
        ["a domain of one's own"] = s_forward with { Address = IPAddress.Any, AcceptedDomains = ["*.example.com"] },
        ["open on purpose"] = s_forward with { RelayNetworks = [new IpNetwork("0.0.0.0/0")], AcceptedDomains = ["*"], AllowOpenRelay = true },
    };

    public static TheoryData<string> BadNames => new(s_bad.Keys);

    public static TheoryData<string> GoodNames => new(s_good.Keys);

    [Theory]
    [MemberData(nameof(BadNames))]
    public void Options_that_cannot_be_meant_are_refused(string name)
    {
        var error = Assert.Throws<SmtpAdminException>(() => RelayOptionsCheck.Validate(s_bad[name]));
        Assert.Equal(ErrorKind.RelayOptionsInvalid, error.Kind);
        Assert.DoesNotContain(TestRelay.Password, error.ToString());
    }

    [Theory]
    [MemberData(nameof(GoodNames))]
    public void Options_that_are_closed_or_deliver_nothing_pass(string name) =>
        RelayOptionsCheck.Validate(s_good[name]);

    [Fact]
    public void A_relay_that_forwards_needs_a_smart_host()
    {
        RelayOptions options = s_forward with { SmartHost = null };
        AssertRefused(options, "A relay that forwards needs a smart host to deliver to.");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void A_relay_that_forwards_needs_a_queue_folder(string? path)
    {
        RelayOptions options = s_forward with { QueuePath = path };
        AssertRefused(options, "A relay that forwards needs a queue folder.");
    }

    [Fact]
    public void A_certificate_without_its_key_is_refused()
    {
        byte[] withoutKey = TestRelay.SecureOptions.Certificate!.Export(X509ContentType.Cert);
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(withoutKey);
        RelayOptions options = TestRelay.Options with { Certificate = certificate };
        var error = Assert.Throws<SmtpAdminException>(() => RelayOptionsCheck.Validate(options));
        Assert.Equal(ErrorKind.RelayCertificateInvalid, error.Kind);
    }

    [Theory]
    [InlineData("0.0.0.0/0", "example.com", "The network 0.0.0.0/0 is nearly everyone's.")]
    [InlineData("::/0", "example.com", "The network ::/0 is nearly everyone's.")]
    [InlineData("10.0.0.0/8", "*", "The accepted domain * is nearly everyone's.")]
    [InlineData("10.0.0.0/8", "*.com", "The accepted domain *.com is nearly everyone's.")]
    public void What_is_nearly_everyones_needs_an_explicit_word(string network, string domain, string sentence)
    {
        RelayOptions options = s_forward with { RelayNetworks = [new IpNetwork(network)], AcceptedDomains = [domain] };
        var error = Assert.Throws<SmtpAdminException>(() => RelayOptionsCheck.Validate(options));
        Assert.Equal(ErrorKind.RelayTooOpen, error.Kind);
        Assert.Equal(sentence, error.Message);
    }

    [Fact]
    public void Nobody_trusts_nearly_everyone_to_say_who_they_are()
    {
        IpNetwork[] everyone = [new IpNetwork("0.0.0.0/0")];
        foreach (RelayOptions options in (RelayOptions[])
            [TestRelay.Options with { TrustedProxies = everyone }, TestRelay.Options with { TrustedXClients = everyone }])
        {
            var error = Assert.Throws<SmtpAdminException>(() => RelayOptionsCheck.Validate(options));
            Assert.Equal(ErrorKind.RelayTooOpen, error.Kind);
        }
    }

    private static RelayOptions Masked(string inside, string outside) =>
        s_forward with { Masquerade = new Dictionary<string, string> { [inside] = outside } };

    private static RelayOptions Limited(SmtpRelayLimits limits) => TestRelay.Options with { Limits = limits };

    private static void AssertRefused(RelayOptions options, string sentence)
    {
        var error = Assert.Throws<SmtpAdminException>(() => RelayOptionsCheck.Validate(options));
        Assert.Equal(ErrorKind.RelayOptionsInvalid, error.Kind);
        Assert.Contains(sentence, error.Message, StringComparison.Ordinal);
    }
}
