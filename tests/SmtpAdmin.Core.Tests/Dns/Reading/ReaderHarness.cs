using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Reading;
using SmtpAdmin.Testing.Dns;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Reading;

/// <summary>Reads a domain's records from a zone, through the resolver that the product uses.</summary>
internal static class ReaderHarness
{
    public static async Task<IReadOnlyList<T>> ReadAsync<T>(
        string zone, MailDnsRecordType type, string domain = "example.com", params string[] selectors)
        where T : MailDnsRecord
    {
        await using var dns = ZoneDns.Start(zone);
        return [.. (await ReadAsync(dns, domain, [type], selectors)).Cast<T>()];
    }

    public static async Task<IReadOnlyList<MailDnsRecord>> ReadAsync(
        ZoneDns dns, string domain, IReadOnlyCollection<MailDnsRecordType> types, params string[] selectors)
    {
        var options = new DnsResolverOptions { Server = dns.Server, Timeout = TimeSpan.FromSeconds(1), Retries = 0 };
        DnsResolver resolver = await DnsResolverFactory.CreateAsync(
            options, TimeProvider.System, TestContext.Current.CancellationToken);
        var reader = new MailDnsReader(resolver);
        return await reader.ReadAsync(
            domain, types, selectors, TestContext.Current.CancellationToken);
    }
}
