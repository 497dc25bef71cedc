using System.Collections.Generic;
using SmtpAdmin.Testing.Peers;

namespace SmtpAdmin.Core.Tests.Evaluation.Delivery;

/// <summary>
/// What RFC 7672 makes of the states of DNSSEC and the kinds of TLSA records; what is not said of a case is as with
/// everything in order.
/// </summary>
internal static class SignedMailCases
{
    public const string InsecureMxOwn = "MX not signed of a secure host";
    public const string InsecureMxOther = "MX not signed of a secure host with another key";

    public static IReadOnlyList<SignedMailCase> All { get; } =
    [
        new("own key"),
        new("own key of an expired certificate") { Server = SignedMailServer.Expired },
        new("own key of a certificate for another name") { Server = SignedMailServer.OtherName },
        new("authority") { Tlsa = SignedMailTlsa.Authority },
        new("authority and another name")
        {
            Tlsa = SignedMailTlsa.Authority,
            Server = SignedMailServer.OtherName,
            Verdict = MailDeliveryVerdict.Refuse,
            Code = "DANE-NAME-MISMATCH",
            Postfix = PosttlsVerdict.Untrusted,
        },
        new("authority and an expired certificate")
        {
            Tlsa = SignedMailTlsa.Authority,
            Server = SignedMailServer.Expired,
            Verdict = MailDeliveryVerdict.Refuse,
            Code = "DANE-CHAIN-INVALID",
            Postfix = PosttlsVerdict.Untrusted,
        },
        Refused("another key", SignedMailTlsa.Other),
        Refused("another authority", SignedMailTlsa.OtherAuthority),
        new("no STARTTLS")
        {
            Server = SignedMailServer.NoTls,
            Verdict = MailDeliveryVerdict.Refuse,
            Code = "DANE-NO-CERTIFICATE",
            Postfix = PosttlsVerdict.NoTls,
        },
        new("usages 0 and 1")
        {
            Tlsa = SignedMailTlsa.Pkix,
            Verdict = MailDeliveryVerdict.Opportunistic,
            Code = "DANE-ALL-UNUSABLE",
            Postfix = PosttlsVerdict.NoUsableRecords,
        },
        new("usages 0 and 1 without STARTTLS")
        {
            Tlsa = SignedMailTlsa.Pkix,
            Server = SignedMailServer.NoTls,
            Verdict = MailDeliveryVerdict.Refuse,
            Code = "DANE-ALL-UNUSABLE",
            Postfix = PosttlsVerdict.NoTls,
        },
        new("usages 0 and 1 beside 3") { Tlsa = SignedMailTlsa.PkixAndOwn },
        new("no TLSA records")
        {
            Tlsa = SignedMailTlsa.None,
            Secured = "NxDomain",
            Verdict = MailDeliveryVerdict.Opportunistic,
            Code = "DANE-NONE",
            Postfix = PosttlsVerdict.NoDane,
        },
        new("no MX records") { Route = SignedMailRoute.Address },
        new("null MX")
        {
            Route = SignedMailRoute.Null,
            Secured = "NoData",
            Verdict = MailDeliveryVerdict.Refuse,
            Code = null,
            Postfix = PosttlsVerdict.NoMail,
        },
        new("no domain")
        {
            Route = SignedMailRoute.Missing,
            Secured = "NxDomain",
            Verdict = MailDeliveryVerdict.Refuse,
            Code = null,
            Postfix = PosttlsVerdict.NoMail,
        },
        new("host without address")
        {
            Route = SignedMailRoute.NoAddress,
            Tlsa = SignedMailTlsa.None,
            Secured = "NxDomain",
            Verdict = MailDeliveryVerdict.Refuse,
            Code = "DANE-HOST-NONE",
            Postfix = PosttlsVerdict.NoMail,
        },
        Open("expired signatures", SignedMailCase.Expired),
        Open("another key signed", SignedMailCase.Bogus),
        Insecure("not signed, proven", SignedMailCase.PlainBelow),
        Insecure("not signed, nobody expects it", SignedMailCase.Plain),
        OpenHost("host with expired signatures", SignedMailCase.Expired),
        OpenHost("host with bogus signatures", SignedMailCase.Bogus),
        new("host not signed")
        {
            HostZone = SignedMailCase.Plain,
            Tlsa = SignedMailTlsa.Other,
            Secured = "Insecure",
            Verdict = MailDeliveryVerdict.Opportunistic,
            Code = "DANE-HOST-INSECURE",
            Postfix = PosttlsVerdict.NoDane,
        },
        new("TLSA elsewhere, secure") { TlsaZone = SignedMailCase.Good },
        new("TLSA elsewhere, not signed")
        {
            TlsaZone = SignedMailCase.PlainBelow,
            Tlsa = SignedMailTlsa.Other,
            Secured = "Insecure",
            Verdict = MailDeliveryVerdict.Opportunistic,
            Code = "DANE-TLSA-INSECURE",
            Postfix = PosttlsVerdict.NoDane,
        },
        OpenTlsa("TLSA elsewhere, expired", SignedMailCase.Expired),
        OpenTlsa("TLSA elsewhere, bogus", SignedMailCase.Bogus),
        new("alias") { AliasZone = SignedMailCase.Good },
        new("alias with records of its own") { AliasZone = SignedMailCase.Good, IsTlsaOfAlias = true },
        new("alias of a host not signed, with records of its own")
        {
            AliasZone = SignedMailCase.Good,
            HostZone = SignedMailCase.PlainBelow,
            IsTlsaOfAlias = true,
        },
        new("alias not signed of a secure host")
        {
            AliasZone = SignedMailCase.PlainBelow,
            HostZone = SignedMailCase.Good,
            Tlsa = SignedMailTlsa.Other,
            Secured = "NxDomain",
            Verdict = MailDeliveryVerdict.Opportunistic,
            Code = "DANE-HOST-INSECURE",
            Postfix = PosttlsVerdict.NoDane,
        },
        InsecureMx(InsecureMxOwn, SignedMailTlsa.Own),
        InsecureMx(InsecureMxOther, SignedMailTlsa.Other),
    ];

    private static SignedMailCase Refused(string name, SignedMailTlsa tlsa) => new(name)
    {
        Tlsa = tlsa,
        Verdict = MailDeliveryVerdict.Refuse,
        Code = "DANE-NO-MATCH",
        Postfix = PosttlsVerdict.Untrusted,
    };

    private static SignedMailCase Open(string name, string zone) => new(name)
    {
        Zone = zone,
        Dnssec = DnssecVerdict.Bogus,
        Secured = "Bogus",
        Verdict = MailDeliveryVerdict.Unknown,
        Code = null,
        Postfix = PosttlsVerdict.LookupError,
    };

    private static SignedMailCase OpenHost(string name, string zone) => new(name)
    {
        HostZone = zone,
        Secured = "Bogus",
        Verdict = MailDeliveryVerdict.Unknown,
        Code = "DANE-HOST-UNKNOWN",
        Postfix = PosttlsVerdict.LookupError,
    };

    private static SignedMailCase OpenTlsa(string name, string zone) => new(name)
    {
        TlsaZone = zone,
        Secured = "Bogus",
        Verdict = MailDeliveryVerdict.Unknown,
        Code = "DANE-TLSA-UNKNOWN",
        Postfix = PosttlsVerdict.LookupError,
    };

    // The key is another: a sender that took the records for true would not deliver.
    private static SignedMailCase Insecure(string name, string zone) => new(name)
    {
        Zone = zone,
        Tlsa = SignedMailTlsa.Other,
        Dnssec = DnssecVerdict.Insecure,
        Secured = "Insecure",
        Verdict = MailDeliveryVerdict.Opportunistic,
        Code = "DANE-MX-INSECURE",
        Postfix = PosttlsVerdict.NoDane,
    };

    private static SignedMailCase InsecureMx(string name, SignedMailTlsa tlsa) => new(name)
    {
        Zone = SignedMailCase.PlainBelow,
        HostZone = SignedMailCase.Good,
        Tlsa = tlsa,
        Dnssec = DnssecVerdict.Insecure,
        Secured = "Insecure",
        Verdict = MailDeliveryVerdict.Opportunistic,
        Code = "DANE-MX-INSECURE",
        Postfix = PosttlsVerdict.NoDane,
    };
}
