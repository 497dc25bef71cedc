using System.Collections.Generic;
using System.Linq;
using SmtpAdmin.Core.Judging.Baselines;
using Xunit;
using static SmtpAdmin.Core.Tests.Judging.Baselines.Published;

namespace SmtpAdmin.Core.Tests.Judging.Baselines;

public sealed class DomainStateTests
{
    public static TheoryData<string, string> Values => new()
    {
        { "Bimi/brand", "v=BIMI1; l=" },
        { "Bimi/default", "v=BIMI1; l=https://contoso.com/logo.svg" },
        { "Caa", "0 iodef \"mailto:a,b@contoso.com\", 0 issue \"ca.example\"" },
        { "Dkim/selector1", Key },
        { "Dkim/selector2", Key + "2" },
        { "Dmarc", "v=DMARC1; p=reject" },
        { "Dnssec", "Secure" },
        { "MtaSts/MaxAge", "604800" },
        { "MtaSts/Mode", "enforce" },
        { "MtaSts/Mx", "*.mail.contoso.com, mx2.contoso.com" },
        { "Mx", "10 backup.contoso.com, 10 mx1.contoso.com, 20 mx2.contoso.com" },
        { "Ns", "ns1.contoso.com, ns2.contoso.com" },
        { "Ptr/192.0.2.25", "mx1.contoso.com" },
        { "Spf", "v=spf1 +mx include:_spf.example.net -all" },
        { "Srv/_autodiscover._tcp", "0 0 443 mail.contoso.com" },
        { "Srv/_imap._tcp", "0 0 0 ." },
        { "Srv/_submissions._tcp", "0 1 465 mail.contoso.com, 0 1 465 mail2.contoso.com" },
        { "TlsRpt", "v=TLSRPTv1; rua=mailto:tls@contoso.com" },
        { "Tlsa/mx1.contoso.com", "3 1 1 aa, 3 1 1 bb" },
    };

    [Theory, MemberData(nameof(Values))]
    public void Each_kind_has_its_value(string path, string expected) =>
        Assert.Equal(expected, DomainState.Of(Everything).Values[path]);

    [Fact]
    public void There_are_no_other_values()
    {
        DomainState state = DomainState.Of(Everything);

        string[] empty = ["Ptr/2001:db8::25", "Srv/_pop3._tcp", "Tlsa/mx2.contoso.com"];
        Assert.Equal(
            Values.Select(static row => row.Data.Item1).Concat(empty).Order(System.StringComparer.Ordinal), state.Values.Keys);
        Assert.All(empty, path => Assert.Null(state.Values[path]));
        Assert.Empty(state.Unknown);
    }

    public static TheoryData<string> Statuses => ["Found", "NoData", "NxDomain", "ServFail", "Refused", "Timeout", "Error", "Bogus"];

    [Theory, MemberData(nameof(Statuses))]
    public void Nothing_there_and_nothing_known_are_two_things(string name)
    {
        DnsStatus status = System.Enum.GetValues<DnsStatus>().Single(value => value.ToString() == name);
        bool isKnown = status is DnsStatus.Found or DnsStatus.NoData or DnsStatus.NxDomain;
        MailDnsRecord[] records =
        [
            Mx(null, status), Spf(null, status), Dkim("s1", null, status), Dmarc(null, status), TlsRpt(null, status),
            Tlsa("mx1.contoso.com", null, status), Bimi("default", null, status), Caa(null, status: status), Ns(null, status),
            Srv("_imap._tcp", null, status), Autodiscover(AutodiscoverMethod.Service, null, status),
            Ptr("192.0.2.25", ["mx1.contoso.com"]) with { Status = status },
        ];

        foreach (MailDnsRecord record in records)
        {
            DomainState state = DomainState.Of([record]);
            Assert.Equal(isKnown ? 1 : 0, state.Values.Count);
            Assert.Equal(isKnown ? 0 : 1, state.Unknown.Count);
            string path = state.Values.Keys.Concat(state.Unknown).Single();
            Assert.Equal(isKnown, state.TryGet(path, out string? value));
            Assert.Null(value);
        }
    }

    [Fact]
    public void What_was_not_asked_for_is_not_known() => Assert.False(DomainState.Of([]).TryGet("Spf", out _));

    [Fact]
    public void A_null_mx_is_a_value() => Assert.Equal("null", DomainState.Of([Mx("0 .")]).Values["Mx"]);

    [Fact]
    public void A_domains_own_address_is_no_mx() => Assert.Null(
        DomainState.Of([Mx(null, DnsStatus.NoData) with { IsImplicit = true, Exchange = Domain }]).Values["Mx"]);

    [Fact]
    public void Several_records_where_one_is_allowed_are_one_value() => Assert.Equal(
        "v=spf1 -all | v=spf1 mx -all", DomainState.Of([Spf("v=spf1 mx -all"), Spf("v=spf1 -all")]).Values["Spf"]);

    [Fact]
    public void One_record_that_is_not_known_leaves_the_value_open() => Assert.Equal(
        ["Tlsa/mx1.contoso.com"],
        DomainState.Of([Tlsa("mx1.contoso.com", "3 1 1 aa"), Tlsa("MX1.contoso.com", null, DnsStatus.Timeout)]).Unknown);

    [Fact]
    public void An_inherited_dmarc_record_is_told_from_ones_own() => Assert.Equal(
        "from example.com: v=DMARC1; p=none",
        DomainState.Of([Dmarc("v=DMARC1; p=none", policyDomain: "example.com")]).Values["Dmarc"]);

    [Fact]
    public void A_bimi_record_that_receivers_do_not_find_is_none() => Assert.Null(
        DomainState.Of([Bimi("default", "v=bimi1;", DnsStatus.NoData)]).Values["Bimi/default"]);

    [Fact]
    public void The_caa_records_of_another_name_have_no_part() => Assert.Empty(
        DomainState.Of([Caa("0 issue \"x\"", "issue", "x", host: "mx.example.net")]).Values);

    [Fact]
    public void The_names_of_anothers_addresses_and_the_hosts_behind_autodiscover_have_no_part() => Assert.Empty(
        DomainState.Of(
        [
            Ptr("192.0.2.26", ["contoso-com.mail.example.net"], "mail.example.net"),
            Ptr(null, []),
            Autodiscover(AutodiscoverMethod.Host, "geo7.example.net. 192.0.2.1"),
            Autodiscover(AutodiscoverMethod.Autoconfig, null),
        ]).Values);

    [Fact]
    public void Tlsa_without_a_host_says_nothing()
    {
        DomainState state = DomainState.Of([Tlsa(null, null, DnsStatus.ServFail)]);

        Assert.Empty(state.Values);
        Assert.False(state.TryGet("Tlsa/mx1.contoso.com", out _));
    }

    [Theory]
    [InlineData("ca.example; a=\"b\", c\\", "0 issue \"b\", 0 issue \"ca.example; a=\\\"b\\\", c\\\\\"")]
    [InlineData("\", 0 issue \"evil", "0 issue \"\\\", 0 issue \\\"evil\", 0 issue \"b\"")]
    [InlineData("\u0007,\"", "0 issue \"\\007,\\\"\", 0 issue \"b\"")]
    public void A_caa_value_cannot_break_out_of_its_quotes(string value, string expected)
    {
        DomainState state = DomainState.Of([Caa($"0 issue \"{value}\"", "issue", value), Caa("0 issue \"b\"", "issue", "b")]);

        Assert.Equal(expected, state.Values["Caa"]);
        Assert.Equal(expected, StateText.Normalize("Caa", expected));
    }

    [Theory]
    [InlineData(DnssecVerdict.Secure, "Secure")]
    [InlineData(DnssecVerdict.Insecure, "Insecure")]
    [InlineData(DnssecVerdict.Bogus, null)]
    [InlineData(DnssecVerdict.Unknown, null)]
    public void Only_a_verdict_is_a_value(DnssecVerdict verdict, string? expected)
    {
        DomainState state = DomainState.Of([Dnssec(verdict)]);

        Assert.Equal(expected is not null, state.TryGet("Dnssec", out string? value));
        Assert.Equal(expected, value);
        Assert.Equal(expected is null, state.Unknown.Contains("Dnssec"));
    }

    [Theory]
    [InlineData(MtaStsPolicyStatus.Valid, true)]
    [InlineData(MtaStsPolicyStatus.Invalid, true)]
    [InlineData(MtaStsPolicyStatus.TooLarge, true)]
    [InlineData(MtaStsPolicyStatus.Redirected, true)]
    [InlineData(MtaStsPolicyStatus.HttpError, true)]
    [InlineData(MtaStsPolicyStatus.CertificateInvalid, true)]
    [InlineData(MtaStsPolicyStatus.HostNotFound, true)]
    [InlineData(MtaStsPolicyStatus.HostUnknown, false)]
    [InlineData(MtaStsPolicyStatus.Unreachable, false)]
    [InlineData(MtaStsPolicyStatus.Timeout, false)]
    [InlineData(null, false)]
    public void A_policy_counts_only_where_it_is_in_force(MtaStsPolicyStatus? status, bool isKnown)
    {
        DomainState state = DomainState.Of([MtaSts(status, MtaStsMode.Testing)]);

        foreach (string path in new[] { "MtaSts/Mode", "MtaSts/Mx", "MtaSts/MaxAge" })
        {
            Assert.Equal(isKnown, state.TryGet(path, out string? value));
            Assert.Equal(status == MtaStsPolicyStatus.Valid, value is not null);
        }
    }

    [Theory]
    [InlineData(DnsStatus.NxDomain, true)]
    [InlineData(DnsStatus.ServFail, false)]
    public void Without_the_record_there_is_no_policy(DnsStatus status, bool isKnown) =>
        Assert.Equal(isKnown, DomainState.Of([NoMtaSts(status)]).TryGet("MtaSts/Mode", out _));

    [Fact]
    public void A_record_that_senders_ignore_brings_no_policy()
    {
        DomainState state = DomainState.Of([MtaSts(MtaStsPolicyStatus.Valid, MtaStsMode.Enforce, isValid: false)]);

        Assert.True(state.TryGet("MtaSts/Mode", out string? mode));
        Assert.Null(mode);
    }

    // status, raw of the record for all, path, known, value
    [Theory]
    [InlineData(DnsStatus.NxDomain, null, "Dkim/s1", true, null)]
    [InlineData(DnsStatus.NxDomain, null, "Dkim/other", true, null)]
    [InlineData(DnsStatus.NxDomain, null, "Dkim/*", true, null)]
    [InlineData(DnsStatus.NoData, null, "Dkim/s1", true, null)]
    [InlineData(DnsStatus.NoData, null, "Dkim/other", false, null)]
    [InlineData(DnsStatus.NoData, null, "Dkim/*", false, null)]
    [InlineData(DnsStatus.Found, Key, "Dkim/s1", true, Key)]
    [InlineData(DnsStatus.Found, Key, "Dkim/other", false, null)]
    [InlineData(DnsStatus.Found, Key, "Dkim/*", true, Key)]
    [InlineData(DnsStatus.Timeout, null, "Dkim/s1", false, null)]
    [InlineData(DnsStatus.Timeout, null, "Dkim/other", false, null)]
    [InlineData(DnsStatus.Timeout, null, "Dkim/*", false, null)]
    public void A_selector_that_nobody_named_is_missing_only_by_evidence(
        DnsStatus status, string? raw, string path, bool isKnown, string? expected)
    {
        DomainState state = DomainState.Of([Dkim("*", raw, status, "S1", "s2")]);

        Assert.Equal(isKnown, state.TryGet(path, out string? value));
        Assert.Equal(expected, value);
    }

    [Fact]
    public void Where_tries_failed_the_keys_found_are_known_all_the_same()
    {
        DomainState state = DomainState.Of([Dkim("s1", Key), Dkim("*", null, DnsStatus.Timeout, "s1", "s2")]);

        Assert.Equal(["Dkim/s1"], state.Values.Keys);
        Assert.Equal(["Dkim/*"], state.Unknown);
    }

    [Fact]
    public void Keys_that_were_found_are_what_the_domain_has_under_any_selector()
    {
        IReadOnlyList<MailDnsRecord> records = [Dkim("s1", Key), Dkim("s2", Key + "2"), Dkim("s3", Key)];

        Assert.True(DomainState.Of(records).TryGet("Dkim/*", out string? value));
        Assert.Equal($"{Key} | {Key}2", value);
        Assert.False(DomainState.Of([Dkim("s1", null)]).TryGet("Dkim/*", out _));
    }
}
