using System;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Evaluation.Dmarc;
using SmtpAdmin.Testing.Peers;
using Xunit;

namespace SmtpAdmin.Core.Tests.Evaluation.Dmarc;

/// <summary>Agreements with any domain at all (RFC 9990, section 4), as a real name server answers for wildcards.</summary>
public sealed class DmarcReportWildcardTests
{
    [Fact]
    public async Task A_wildcard_agrees_with_every_domain_that_the_name_server_answers_it_for()
    {
        await using SignedZones dns = await SignedZones.StartAsync(
            new SignedZone("test", ZoneState.Plain, string.Empty),
            new SignedZone("all.test", ZoneState.Plain, "*._report._dmarc TXT \"v=DMARC1\""),
            new SignedZone("none.test", ZoneState.Plain, "*._dmarc TXT \"something else\""),
            // RFC 4592, section 2.2.2: below a name that exists, if only for what is below it, the wildcard is not at work.
            new SignedZone("some.test", ZoneState.Plain, """
                *._report._dmarc TXT "v=DMARC1"
                mail.example.test._report._dmarc TXT "v=DMARC1"
                """));
        using DnsResolver resolver = await DnsResolverFactory.CreateAsync(
            new DnsResolverOptions { Server = dns.Resolver, Timeout = TimeSpan.FromSeconds(20) },
            TimeProvider.System,
            TestContext.Current.CancellationToken);

        foreach ((string policyDomain, string host, DmarcReportAuthorization expected) in new[]
        {
            ("example.test", "all.test", DmarcReportAuthorization.Authorized),
            ("mail.example.test", "all.test", DmarcReportAuthorization.Authorized),
            ("example.test", "none.test", DmarcReportAuthorization.NotAuthorized),
            ("mail.example.test", "some.test", DmarcReportAuthorization.Authorized),
            ("other.test", "some.test", DmarcReportAuthorization.NotAuthorized),
            ("example.test", "some.test", DmarcReportAuthorization.NotAuthorized),
        })
        {
            DmarcReportDestination destination = Assert.Single(await new DmarcReportAuthorizer(resolver).CheckAsync(
                policyDomain, ["mailto:dmarc@" + host], [], TestContext.Current.CancellationToken));

            Assert.True(expected == destination.Authorization, $"{destination.QueryName}: {destination.Authorization}");
        }
    }
}
