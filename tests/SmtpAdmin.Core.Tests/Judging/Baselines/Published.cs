using System;
using System.Collections.Generic;

namespace SmtpAdmin.Core.Tests.Judging.Baselines;

/// <summary>Records as the readers give them, all of contoso.com.</summary>
internal static class Published
{
    public const string Domain = "contoso.com";
    public const string Key = "v=DKIM1; k=rsa; p=MIIB+/8=";

    /// <summary>One or more of each kind that has a part in a state.</summary>
    public static IReadOnlyList<MailDnsRecord> Everything { get; } =
    [
        Mx("20 mx2.contoso.com."), Mx("10 MX1.contoso.com."), Mx("10 backup.contoso.com."),
        Spf("v=spf1 +mx include:_spf.example.net -all"),
        Dkim("selector1", Key), Dkim("Selector2", Key + "2"),
        Dmarc("v=DMARC1; p=reject"),
        MtaSts(MtaStsPolicyStatus.Valid, MtaStsMode.Enforce),
        TlsRpt("v=TLSRPTv1; rua=mailto:tls@contoso.com"),
        Tlsa("mx1.contoso.com", "3 1 1 bb"), Tlsa("mx1.contoso.com", "3 1 1 aa"), Tlsa("mx2.contoso.com", null),
        Bimi("default", "v=BIMI1; l=https://contoso.com/logo.svg"), Bimi("brand", "v=BIMI1; l="),
        Caa("0 issue \"ca.example\"", "issue", "ca.example"), Caa("0 iodef \"mailto:a,b@contoso.com\"", "iodef", "mailto:a,b@contoso.com"),
        Ns("ns2.contoso.com."), Ns("ns1.contoso.com."),
        Dnssec(DnssecVerdict.Secure),
        Srv("_submissions._tcp", "0 1 465 MAIL.contoso.com."), Srv("_submissions._tcp", "0 1 465 mail2.contoso.com."),
        Srv("_imap._tcp", "0 0 0 ."), Srv("_pop3._tcp", null),
        Autodiscover(AutodiscoverMethod.Service, "0 0 443 mail.contoso.com."),
        Ptr("192.0.2.25", ["mx1.contoso.com"], "mx1.contoso.com"), Ptr("2001:db8::25", ["mx1.contoso.com"]),
    ];

    public static SrvRecord Srv(string service, string? raw, DnsStatus? status = null) => new()
    {
        Domain = Domain,
        Service = service,
        QueryName = $"{service}.{Domain}",
        Status = Status(raw, status),
        Raw = raw,
        CheckedAt = DateTimeOffset.UnixEpoch,
    };

    public static AutodiscoverRecord Autodiscover(AutodiscoverMethod method, string? raw, DnsStatus? status = null) => new()
    {
        Domain = Domain,
        Method = method,
        QueryName = "autodiscover." + Domain,
        Status = Status(raw, status),
        Raw = raw,
        CheckedAt = DateTimeOffset.UnixEpoch,
    };

    public static PtrRecord Ptr(string? address, string[] hosts, params string[] names) => new()
    {
        Domain = Domain,
        Address = address,
        Hosts = hosts,
        Names = names,
        QueryName = address ?? Domain,
        Status = names.Length > 0 ? DnsStatus.Found : DnsStatus.NxDomain,
        Raw = names.Length > 0 ? string.Join(' ', names) : null,
        CheckedAt = DateTimeOffset.UnixEpoch,
    };

    public static MxRecord Mx(string? raw, DnsStatus? status = null) => new()
    {
        Domain = Domain,
        QueryName = Domain,
        Status = Status(raw, status),
        Raw = raw,
        IsNullMx = raw == "0 .",
        CheckedAt = DateTimeOffset.UnixEpoch,
    };

    public static SpfRecord Spf(string? raw, DnsStatus? status = null) => new()
    {
        Domain = Domain,
        QueryName = Domain,
        Status = Status(raw, status),
        Raw = raw,
        CheckedAt = DateTimeOffset.UnixEpoch,
    };

    public static DkimRecord Dkim(string selector, string? raw, DnsStatus? status = null, params string[] tried) => new()
    {
        Domain = Domain,
        Selector = selector,
        QueryName = $"{selector}._domainkey.{Domain}",
        Status = Status(raw, status),
        Raw = raw,
        TriedSelectors = tried,
        CheckedAt = DateTimeOffset.UnixEpoch,
    };

    public static DmarcRecord Dmarc(string? raw, DnsStatus? status = null, string policyDomain = Domain) => new()
    {
        Domain = Domain,
        PolicyDomain = policyDomain,
        IsInherited = policyDomain != Domain,
        QueryName = "_dmarc." + policyDomain,
        Status = Status(raw, status),
        Raw = raw,
        CheckedAt = DateTimeOffset.UnixEpoch,
    };

    /// <summary>A record with what the fetching of its policy came to.</summary>
    public static MtaStsRecord MtaSts(MtaStsPolicyStatus? policyStatus, MtaStsMode? mode = null, bool isValid = true) => new()
    {
        Domain = Domain,
        QueryName = "_mta-sts." + Domain,
        Status = DnsStatus.Found,
        Raw = "v=STSv1; id=1",
        Id = "1",
        IsValid = isValid,
        PolicyStatus = policyStatus,
        Policy = mode is null ? null : new MtaStsPolicy
        {
            Mode = mode,
            Mx = ["mx2.contoso.com", "*.MAIL.contoso.com"],
            MaxAge = TimeSpan.FromDays(7),
            IsValid = policyStatus == MtaStsPolicyStatus.Valid,
            Raw = string.Empty,
        },
        CheckedAt = DateTimeOffset.UnixEpoch,
    };

    public static MtaStsRecord NoMtaSts(DnsStatus status) =>
        MtaSts(null) with { Status = status, Raw = null, Id = null, IsValid = false };

    public static TlsRptRecord TlsRpt(string? raw, DnsStatus? status = null) => new()
    {
        Domain = Domain,
        QueryName = "_smtp._tls." + Domain,
        Status = Status(raw, status),
        Raw = raw,
        CheckedAt = DateTimeOffset.UnixEpoch,
    };

    public static TlsaRecord Tlsa(string? host, string? raw, DnsStatus? status = null) => new()
    {
        Domain = Domain,
        Host = host,
        QueryName = "_25._tcp." + host,
        Status = Status(raw, status),
        Raw = raw,
        CheckedAt = DateTimeOffset.UnixEpoch,
    };

    public static BimiRecord Bimi(string selector, string? raw, DnsStatus? status = null) => new()
    {
        Domain = Domain,
        Selector = selector,
        QueryName = $"{selector}._bimi.{Domain}",
        Status = Status(raw, status),
        Raw = raw,
        CheckedAt = DateTimeOffset.UnixEpoch,
    };

    public static CaaRecord Caa(string? raw, string? tag = null, string? value = null, DnsStatus? status = null, string host = Domain) => new()
    {
        Domain = Domain,
        Hosts = [host],
        QueryName = host,
        Status = Status(raw, status),
        Raw = raw,
        Tag = tag,
        Value = value,
        CheckedAt = DateTimeOffset.UnixEpoch,
    };

    public static NsRecord Ns(string? raw, DnsStatus? status = null) => new()
    {
        Domain = Domain,
        QueryName = Domain,
        Status = Status(raw, status),
        Raw = raw,
        CheckedAt = DateTimeOffset.UnixEpoch,
    };

    public static DnssecRecord Dnssec(DnssecVerdict verdict) => new()
    {
        Domain = Domain,
        QueryName = Domain,
        Status = verdict == DnssecVerdict.Bogus ? DnsStatus.Bogus : DnsStatus.Found,
        Verdict = verdict,
        CheckedAt = DateTimeOffset.UnixEpoch,
    };

    private static DnsStatus Status(string? raw, DnsStatus? given) =>
        given ?? (raw is null ? DnsStatus.NxDomain : DnsStatus.Found);
}
