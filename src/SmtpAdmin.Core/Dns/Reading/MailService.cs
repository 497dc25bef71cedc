using System.Collections.Generic;
using System.Linq;
using SmtpAdmin.Core.Dns.Records;

namespace SmtpAdmin.Core.Dns.Reading;

/// <summary>A mail service whose DKIM selectors are known, and by which records a domain shows that it uses it.</summary>
/// <param name="Name">The service.</param>
/// <param name="Exchanges">Domains that its mail exchangers lie in.</param>
/// <param name="Policies">Domains that its users include in their SPF records.</param>
/// <param name="Selectors">The selectors that it has its users publish.</param>
internal sealed record MailService(string Name, string[] Exchanges, string[] Policies, string[] Selectors)
{
    /// <summary>Finds the services that a domain's MX and TXT answers point to.</summary>
    public static IReadOnlyList<MailService> Find(DnsAnswer exchanges, DnsAnswer texts)
    {
        string[] hosts = [.. exchanges.Records.OfType<DnsMailExchange>().Select(static mx => mx.Exchange)];
        string[] policies =
        [
            .. TextRecords.Of(texts, SpfRecordParser.IsSpf).SelectMany(static text => SpfRecordParser.Parse(text).Terms)
                .Where(static term => term.Name is "include" or "redirect").Select(static term => term.Value ?? ""),
        ];
        return
        [
            .. MailServices.All.Where(service =>
                IsAnyWithin(hosts, service.Exchanges) || IsAnyWithin(policies, service.Policies)),
        ];
    }

    private static bool IsAnyWithin(string[] names, string[] domains)
    {
        foreach (string name in names)
        {
            foreach (string domain in domains)
            {
                if (DomainName.IsAtOrBelow(name, domain))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
