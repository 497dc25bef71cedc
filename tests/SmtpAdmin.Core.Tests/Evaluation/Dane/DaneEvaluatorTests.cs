using System;
using System.Collections.Generic;
using System.Linq;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Evaluation.Dane;
using SmtpAdmin.Testing.Certificates;
using Xunit;

namespace SmtpAdmin.Core.Tests.Evaluation.Dane;

public sealed class DaneEvaluatorTests : IDisposable
{
    private readonly TestCa _ca = new();
    private readonly X509Certificate2 _leaf;

    public DaneEvaluatorTests() => _leaf = _ca.Issue("mx.example.com");

    public void Dispose()
    {
        _leaf.Dispose();
        _ca.Dispose();
    }

    [Fact]
    public void The_servers_own_key_is_enough_whatever_names_and_dates_say()
    {
        using X509Certificate2 expired = _ca.IssueExpired("other.example");
        TlsPolicyResult result = Evaluate([Record(3, 1, 1, expired)], [expired.RawData]);

        Assert.Equal((TlsPolicyVerdict.Pass, "DANE-MATCH", 0), (result.Verdict, result.Code, result.Depth));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(0, 2)]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    [InlineData(1, 2)]
    public void An_authority_that_the_server_sends_is_found(byte selector, byte matching)
    {
        TlsPolicyResult result = Evaluate([Record(2, selector, matching, _ca.Root)], [_leaf.RawData, _ca.Root.RawData]);

        Assert.Equal((TlsPolicyVerdict.Pass, 1), (result.Verdict, result.Depth));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void An_authority_that_is_whole_in_the_record_need_not_be_sent(byte selector)
    {
        TlsPolicyResult result = Evaluate([Record(2, selector, 0, _ca.Root)], [_leaf.RawData]);

        Assert.Equal((TlsPolicyVerdict.Pass, 1), (result.Verdict, result.Depth));
    }

    [Fact]
    public void The_digest_of_an_authority_that_is_not_sent_matches_nothing() =>
        Assert.Equal("DANE-NO-MATCH", Evaluate([Record(2, 0, 1, _ca.Root)], [_leaf.RawData]).Code);

    [Fact]
    public void Below_an_authority_the_name_counts_and_any_of_the_names_will_do()
    {
        DnsTlsa[] records = [Record(2, 0, 1, _ca.Root)];
        byte[][] chain = [_leaf.RawData, _ca.Root.RawData];

        Assert.Equal("DANE-NAME-MISMATCH", Evaluate(records, chain, "example.net").Code);
        Assert.Equal("DANE-MATCH", Evaluate(records, chain, "example.net", "mx.example.com").Code);
    }

    [Fact]
    public void Below_an_authority_dates_count()
    {
        using X509Certificate2 expired = _ca.IssueExpired("mx.example.com");
        TlsPolicyResult result = Evaluate([Record(2, 0, 1, _ca.Root)], [expired.RawData, _ca.Root.RawData]);

        Assert.Equal((TlsPolicyVerdict.Fail, "DANE-CHAIN-INVALID"), (result.Verdict, result.Code));
    }

    [Fact]
    public void A_certificate_that_the_authority_did_not_sign_is_not_below_it()
    {
        using var other = new TestCa();

        Assert.Equal(
            "DANE-NO-MATCH", Evaluate([Record(2, 0, 1, other.Root)], [_leaf.RawData, other.Root.RawData]).Code);
        Assert.Equal("DANE-NO-MATCH", Evaluate([Record(2, 0, 0, other.Root)], [_leaf.RawData]).Code);
        Assert.Equal("DANE-NO-MATCH", Evaluate([Record(2, 1, 0, other.Root)], [_leaf.RawData]).Code);
    }

    [Fact]
    public void A_server_certificate_cannot_play_the_authority()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=mx.example.com", key, HashAlgorithmName.SHA256);
        using X509Certificate2 issuer = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(9));
        using ECDsa below = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("mx.example.com");
        var child = new CertificateRequest("CN=child", below, HashAlgorithmName.SHA256);
        child.CertificateExtensions.Add(names.Build());
        using X509Certificate2 issued = child.Create(
            issuer.SubjectName, X509SignatureGenerator.CreateForECDsa(key), issuer.NotBefore, issuer.NotAfter, [1]);

        Assert.Equal("DANE-CHAIN-INVALID", Evaluate([Record(2, 0, 1, issuer)], [issued.RawData, issuer.RawData]).Code);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void Usages_that_mail_cannot_use_leave_nothing_to_verify(byte usage)
    {
        TlsPolicyResult result = Evaluate([Record(usage, 0, 1, _leaf)], [_leaf.RawData]);

        Assert.Equal((TlsPolicyVerdict.NotApplicable, "DANE-ALL-UNUSABLE"), (result.Verdict, result.Code));
    }

    [Fact]
    public void An_unusable_record_beside_a_usable_one_is_ignored() =>
        Assert.Equal(
            TlsPolicyVerdict.Pass,
            Evaluate([Record(1, 0, 1, _ca.Root), Record(3, 0, 2, _leaf)], [_leaf.RawData]).Verdict);

    [Fact]
    public void Without_records_nothing_applies_and_without_a_certificate_nothing_is_known()
    {
        Assert.Equal(TlsPolicyVerdict.NotApplicable, Evaluate([], [_leaf.RawData]).Verdict);
        Assert.Equal(TlsPolicyVerdict.Unknown, Evaluate([Record(3, 0, 1, _leaf)], []).Verdict);
    }

    [Fact]
    public void Bytes_that_are_no_certificate_fail_and_do_not_throw()
    {
        byte[] broken = [.. _leaf.RawData.Take(200)];

        Assert.Equal(TlsPolicyVerdict.Fail, Evaluate([Record(3, 0, 1, _leaf)], [broken]).Verdict);
        Assert.Equal(
            TlsPolicyVerdict.Fail,
            Evaluate([new DnsTlsa(TimeSpan.Zero, 2, 0, 0, broken), new DnsTlsa(TimeSpan.Zero, 2, 1, 0, broken)], [_leaf.RawData]).Verdict);
    }

    private static TlsPolicyResult Evaluate(IReadOnlyList<DnsTlsa> records, IReadOnlyList<byte[]> chain, params string[] names) =>
        DaneEvaluator.Evaluate(records, chain, names.Length == 0 ? ["mx.example.com"] : names, DateTimeOffset.UtcNow);

    private static DnsTlsa Record(byte usage, byte selector, byte matching, X509Certificate2 certificate)
    {
        byte[] selected = selector == 0 ? certificate.RawData : certificate.PublicKey.ExportSubjectPublicKeyInfo();
        byte[] data = matching switch
        {
            1 => SHA256.HashData(selected),
            2 => SHA512.HashData(selected),
            _ => selected,
        };
        return new DnsTlsa(TimeSpan.FromMinutes(1), usage, selector, matching, data);
    }
}
