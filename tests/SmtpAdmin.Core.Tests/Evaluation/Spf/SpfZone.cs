using System;
using System.Linq;
using System.Net;
using System.Threading.Tasks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Reading;
using SmtpAdmin.Core.Evaluation.Spf;
using SmtpAdmin.Core.Tests.Dns;
using Xunit;

namespace SmtpAdmin.Core.Tests.Evaluation.Spf;

/// <summary>Makes zones in memory short to write, and evaluates over them.</summary>
internal static class SpfZone
{
    /// <summary>Adds addresses, each with the type of its family.</summary>
    public static MemoryResolver Host(this MemoryResolver zone, string name, params string[] addresses)
    {
        foreach (IPAddress address in addresses.Select(IPAddress.Parse))
        {
            bool isIPv4 = address.GetAddressBytes().Length == 4;
            zone.Add(
                name,
                isIPv4 ? DnsRecordType.A : DnsRecordType.Aaaa,
                new DnsAddress(MemoryResolver.TimeToLive, address));
        }

        return zone;
    }

    /// <summary>Adds mail exchanges, the first preferred.</summary>
    public static MemoryResolver Exchanges(this MemoryResolver zone, string name, params string[] exchanges) =>
        zone.Add(
            name,
            DnsRecordType.Mx,
            [.. exchanges.Select((host, at) => new DnsMailExchange(MemoryResolver.TimeToLive, at, host))]);

    /// <summary>Adds the names of an address.</summary>
    public static MemoryResolver Pointers(this MemoryResolver zone, string address, params string[] names) =>
        zone.Add(
            ReverseName.InArpa(IPAddress.Parse(address)),
            DnsRecordType.Ptr,
            [.. names.Select(name => new DnsHostName(MemoryResolver.TimeToLive, name))]);

    /// <summary>Evaluates for a client.</summary>
    public static Task<MailSpfResult> EvaluateAsync(
        this IDnsResolver zone,
        string sender,
        string address = "192.0.2.1",
        string? helo = "mail.example.net",
        string? domain = null,
        SpfLimits? limits = null,
        TimeProvider? time = null) =>
        new SpfEvaluator(zone, time ?? TimeProvider.System, limits).EvaluateAsync(
            SpfIdentity.Create(IPAddress.Parse(address), domain, sender, helo), TestContext.Current.CancellationToken);

    /// <summary>The result as the RFC and the suites write it.</summary>
    public static string Keyword(this SpfResult result) => result.ToString().ToLowerInvariant();
}
