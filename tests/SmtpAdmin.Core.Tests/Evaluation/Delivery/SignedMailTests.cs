using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Reading;
using SmtpAdmin.Core.Evaluation.Delivery;
using SmtpAdmin.Testing.Peers;
using Xunit;

namespace SmtpAdmin.Core.Tests.Evaluation.Delivery;

/// <summary>
/// DNSSEC and DANE with zones of Knot DNS, signed and not, behind a validating unbound, beside what Postfix makes of
/// the same domains, answers and servers.
/// </summary>
public sealed class SignedMailTests(SignedMail mail) : IClassFixture<SignedMail>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names { get; } = [.. SignedMailCases.All.Select(static one => one.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Records_are_as_secure_as_the_zones_that_they_are_in(string name)
    {
        SignedMailCase one = Find(name);
        using DnsResolver resolver = await CreateResolverAsync();

        MailDnsRecord dnssec = Assert.Single(
            await new DnssecReader(resolver).ReadAsync(SignedMail.DomainOf(one), Token));
        Assert.Equal(one.Dnssec, ((DnssecRecord)dnssec).Verdict);
        Assert.All(
            (await new TlsaReader(resolver).ReadAsync(SignedMail.DomainOf(one), Token)).Cast<TlsaRecord>(),
            record => Assert.Equal(one.Secured, Show(record)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_sender_comes_to_the_same_as_Postfix(string name)
    {
        SignedMailCase one = Find(name);
        using DnsResolver resolver = await CreateResolverAsync();
        var options = new MailDeliveryOptions
        {
            Port = mail.PortOf(one),
            LocalName = "client.test",
            StepTimeout = TimeSpan.FromSeconds(10),
        };

        MailDeliveryResult result = await new MailDeliveryTester(resolver, static _ => new NoPolicy(), options)
            .TestAsync(SignedMail.DomainOf(one), Token);
        Assert.Equal((one.Verdict, one.Code), (result.Verdict, result.Endpoints.SingleOrDefault()?.Dane.Code));
        Assert.All(result.Endpoints, endpoint => Assert.Equal(one.Verdict, endpoint.Verdict));

        (PosttlsVerdict verdict, string log) =
            await mail.Finger.RunAsync(SignedMail.DomainOf(one), mail.PortOf(one), usesInsecureMx: false);
        Assert.True(one.Postfix == verdict, $"{verdict}\n{log}");
        Assert.Contains(verdict, Agreeing(result.Verdict));
    }

    // RFC 7672, section 2.2.1: where the answer for MX is insecure, a sender may use the records of a host that is
    // secure all the same. Postfix does so unless told otherwise, and calls the outcome "trusted", not "verified", as
    // whoever forges the answer names a host of his own. Ours then promises nothing.
    [Theory]
    [InlineData(SignedMailCases.InsecureMxOwn, PosttlsVerdict.Trusted)]
    [InlineData(SignedMailCases.InsecureMxOther, PosttlsVerdict.Untrusted)]
    public async Task Postfix_may_use_records_of_a_host_that_an_insecure_answer_names(
        string name, PosttlsVerdict expected)
    {
        SignedMailCase one = Find(name);

        (PosttlsVerdict verdict, string log) =
            await mail.Finger.RunAsync(SignedMail.DomainOf(one), mail.PortOf(one), usesInsecureMx: true);
        Assert.True(expected == verdict, $"{verdict}\n{log}");
    }

    private static PosttlsVerdict[] Agreeing(MailDeliveryVerdict verdict) => verdict switch
    {
        MailDeliveryVerdict.DeliverByDane => [PosttlsVerdict.Verified],
        MailDeliveryVerdict.Refuse => [PosttlsVerdict.Untrusted, PosttlsVerdict.NoTls, PosttlsVerdict.NoMail],
        MailDeliveryVerdict.Opportunistic => [PosttlsVerdict.NoDane, PosttlsVerdict.NoUsableRecords],
        MailDeliveryVerdict.Unknown => [PosttlsVerdict.LookupError],
        _ => [],
    };

    private static string Show(TlsaRecord record) =>
        record.Status != DnsStatus.Found ? record.Status.ToString() : record.IsSecure ? "Secure" : "Insecure";

    private SignedMailCase Find(string name)
    {
        mail.Demand();
        return SignedMailCases.All.Single(one => one.Name == name);
    }

    private Task<DnsResolver> CreateResolverAsync() => DnsResolverFactory.CreateAsync(
        new DnsResolverOptions { Server = mail.Resolver, Timeout = TimeSpan.FromSeconds(20) },
        TimeProvider.System,
        Token);

    private sealed class NoPolicy : IMtaStsPolicySource
    {
        public Task<MtaStsFetch> FetchAsync(string domain, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("No case has a policy.");
    }
}
