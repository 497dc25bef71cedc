using System;
using System.Collections.Generic;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Reading;
using Xunit;

namespace SmtpAdmin.Core.Tests.Dns.Reading;

/// <summary>Short forms for the records of a <see cref="MemoryResolver"/>, and the reading of a domain from it.</summary>
internal static class MemoryZone
{
    private static readonly TimeSpan s_timeToLive = MemoryResolver.TimeToLive;

    public static MemoryResolver Address(this MemoryResolver zone, string name, params string[] addresses)
    {
        foreach (IPAddress address in addresses.Select(IPAddress.Parse))
        {
            DnsRecordType type = address.GetAddressBytes().Length == 4 ? DnsRecordType.A : DnsRecordType.Aaaa;
            zone.Add(name, type, new DnsAddress(s_timeToLive, address));
        }

        return zone;
    }

    public static MemoryResolver Mx(this MemoryResolver zone, string name, params string[] hosts) => zone.Add(
        name,
        DnsRecordType.Mx,
        [.. hosts.Select((host, index) => new DnsMailExchange(s_timeToLive, 10 * (index + 1), host))]);

    public static MemoryResolver Host(this MemoryResolver zone, string name, DnsRecordType type, params string[] hosts) =>
        zone.Add(name, type, [.. hosts.Select(static host => new DnsHostName(s_timeToLive, host))]);

    public static MemoryResolver Srv(this MemoryResolver zone, string name, int priority, int port, string target) =>
        zone.Add(name, DnsRecordType.Srv, new DnsService(s_timeToLive, priority, 0, port, target));

    public static MemoryResolver Caa(
        this MemoryResolver zone, string name, string tag, string value, byte flags = 0) =>
        zone.Add(name, DnsRecordType.Caa, new DnsCertificationAuthority(s_timeToLive, flags, tag, value));

    public static async Task<IReadOnlyList<T>> ReadAsync<T>(
        this IDnsResolver zone, MailDnsRecordType type, string domain = "example.com")
        where T : MailDnsRecord
    {
        var reader = new MailDnsReader(zone);
        IReadOnlyList<MailDnsRecord> records =
            await reader.ReadAsync(domain, [type], [], TestContext.Current.CancellationToken);
        Assert.All(records, record => Assert.Equal((type, domain), (record.Type, record.Domain)));
        return [.. records.Cast<T>()];
    }

    /// <summary>The statuses that say nothing about the name.</summary>
    public static TheoryData<DnsStatus> Failures => [DnsStatus.Timeout, DnsStatus.ServFail, DnsStatus.Refused, DnsStatus.Error];
}
