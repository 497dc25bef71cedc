using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using SmtpAdmin.Core.Dns;

namespace SmtpAdmin.Core.Judging.Baselines;

/// <summary>
/// Takes from a record what its owner decided. What changes by itself stays out: times to live, the id of an MTA-STS
/// policy, the start of a zone with its serial; and so does what others decide: block lists, the names of addresses of
/// another's servers, and the hosts that a provider's autodiscover name leads to this time.
/// </summary>
internal static class RecordFacts
{
    /// <summary>Returns what the record says; nothing where its kind has no part in a state.</summary>
    public static IReadOnlyList<StateFact> Of(MailDnsRecord record) => record switch
    {
        MxRecord => [Raw(StatePath.Mx, record)],
        SpfRecord => [Raw(StatePath.Spf, record)],
        DkimRecord dkim => [Raw(StatePath.Dkim(dkim.Selector), record)],
        DmarcRecord dmarc => [Dmarc(dmarc)],
        MtaStsRecord policy => MtaSts(policy),
        TlsRptRecord => [Raw(StatePath.TlsRpt, record)],
        TlsaRecord { Host: { } host } => [Raw(StatePath.Tlsa(host), record)],
        BimiRecord bimi => [Raw(StatePath.Bimi(bimi.Selector), record)],
        // The others are those of the mail exchangers, which may be another's.
        CaaRecord caa when caa.Hosts.Contains(caa.Domain, StringComparer.OrdinalIgnoreCase) => [Caa(caa)],
        NsRecord => [Raw(StatePath.Ns, record)],
        DnssecRecord dnssec => [Dnssec(dnssec)],
        SrvRecord srv => [Raw(StatePath.Srv(srv.Service), srv)],
        AutodiscoverRecord { Method: AutodiscoverMethod.Service } service => [Raw(StatePath.Srv(StatePath.Autodiscover), service)],
        PtrRecord { Address: { } address } ptr when ptr.Hosts.Any(host => DomainName.IsAtOrBelow(host, ptr.Domain)) =>
            [Names(address, ptr)],
        _ => [],
    };

    /// <summary>Whether the domain name system said what there is.</summary>
    public static bool IsKnown(MailDnsRecord record) =>
        record.Status is DnsStatus.Found or DnsStatus.NoData or DnsStatus.NxDomain;

    private static StateFact Raw(string path, MailDnsRecord record) =>
        new(path, IsKnown(record), record.Status == DnsStatus.Found ? record.Raw : null);

    // A record of one's own and one that a domain above lends are not the same state, even where the text is.
    private static StateFact Dmarc(DmarcRecord record)
    {
        StateFact fact = Raw(StatePath.Dmarc, record);
        return record.IsInherited && fact.Text is not null
            ? fact with { Text = $"from {record.PolicyDomain}: {fact.Text}" }
            : fact;
    }

    private static StateFact Caa(CaaRecord record)
    {
        if (record.Status != DnsStatus.Found || record.Raw is null)
        {
            return Raw(StatePath.Caa, record);
        }

        // Whatever the value is, the quotes around it stay the only ones.
        string flags = record.Raw.Substring(0, record.Raw.IndexOf(" ", StringComparison.Ordinal));
        string tag = record.Tag!.Replace("\"", "?");
        string value = record.Value!.Replace("\\", "\\\\").Replace("\"", "\\\"");
        return new StateFact(StatePath.Caa, true, $"{flags} {tag} \"{value}\"");
    }

    private static StateFact Names(string address, PtrRecord record) =>
        Raw(StatePath.Ptr(address), record) is { Text: not null } fact
            ? fact with { Text = string.Join(StateText.ListSeparator, record.Names) }
            : Raw(StatePath.Ptr(address), record);

    private static StateFact Dnssec(DnssecRecord record) =>
        record.Verdict is DnssecVerdict.Secure or DnssecVerdict.Insecure
            ? new StateFact(StatePath.Dnssec, true, record.Verdict.ToString())
            : new StateFact(StatePath.Dnssec, false, null);

    private static StateFact[] MtaSts(MtaStsRecord record)
    {
        bool isKnown = IsKnown(record) && IsPolicyKnown(record);
        MtaStsPolicy? policy = record is { Status: DnsStatus.Found, IsValid: true, PolicyStatus: MtaStsPolicyStatus.Valid }
            ? record.Policy
            : null;
        string? hosts = policy is { Mx.Count: > 0 } ? string.Join(StateText.ListSeparator, policy.Mx) : null;
        string? seconds = policy?.MaxAge is { } age
            ? ((long)age.TotalSeconds).ToString(CultureInfo.InvariantCulture)
            : null;
        return
        [
            new StateFact(StatePath.MtaStsMode, isKnown, policy?.Mode?.ToString()),
            new StateFact(StatePath.MtaStsMx, isKnown, hosts),
            new StateFact(StatePath.MtaStsMaxAge, isKnown, seconds),
        ];
    }

    // Senders ignore a policy whose record is not valid, whatever the web server would say.
    private static bool IsPolicyKnown(MtaStsRecord record) =>
        record.Status != DnsStatus.Found
        || !record.IsValid
        || record.PolicyStatus is not (null or MtaStsPolicyStatus.HostUnknown
            or MtaStsPolicyStatus.Unreachable or MtaStsPolicyStatus.Timeout);
}
