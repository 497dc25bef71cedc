using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using SmtpAdmin.Core.Evaluation.Bimi;
using SmtpAdmin.Core.Tests.Dns.Conformance;
using SmtpAdmin.Testing.Certificates;
using SmtpAdmin.Testing.Files;
using Xunit;

namespace SmtpAdmin.Core.Tests.Evaluation.Bimi;

/// <summary>A mark certificate of 2021 out of mailauth's cases, with the root certificates of mail-bimi.</summary>
public sealed class BimiCertificateTests
{
    private static readonly DateTimeOffset s_then = new(2022, 7, 9, 8, 30, 14, TimeSpan.Zero);

    [Fact]
    public void A_real_mark_certificate_passes_every_check()
    {
        (byte[] pem, byte[] logo) = Mark();

        Assert.All(
            BimiCertificateEvaluator.Evaluate(pem, "cnn.com", "default", Roots(), logo, s_then),
            finding => Assert.True(finding.Status == CheckStatus.Pass, finding.ToString()));
    }

    [Fact]
    public void Each_condition_is_a_check_of_its_own()
    {
        (byte[] pem, byte[] logo) = Mark();
        byte[] otherLogo = [.. logo, (byte)'\n'];

        Assert.Equal(["BIMI-CERT-NAME"], Failed(pem, "example.com", logo, s_then));
        Assert.Equal(["BIMI-CERT-LOGO"], Failed(pem, "cnn.com", otherLogo, s_then));
        Assert.Equal(["BIMI-CERT-VALIDITY", "BIMI-CERT-CHAIN"], Failed(pem, "cnn.com", logo, s_then.AddYears(1)));
    }

    [Fact]
    public void A_chain_that_ends_elsewhere_is_not_trusted_and_without_roots_nothing_is_known()
    {
        (byte[] pem, byte[] logo) = Mark();
        using var other = new TestCa();

        Assert.Equal(CheckStatus.Fail, Chain([other.Root.RawData]));
        Assert.Equal(CheckStatus.Unknown, Chain([]));

        CheckStatus Chain(IReadOnlyList<byte[]> roots) => BimiCertificateEvaluator
            .Evaluate(pem, "cnn.com", "default", roots, logo, s_then)
            .Single(static finding => finding.Code == "BIMI-CERT-CHAIN").Status;
    }

    [Fact]
    public void A_servers_certificate_is_no_marks()
    {
        using var ca = new TestCa();
        using var leaf = ca.Issue("example.com");
        string pem = leaf.ExportCertificatePem();
        string[] failed = [.. BimiCertificateEvaluator
            .Evaluate(Encoding.ASCII.GetBytes(pem), "example.com", "default", [ca.Root.RawData], null, DateTimeOffset.UtcNow)
            .Where(static finding => finding.Status == CheckStatus.Fail).Select(static finding => finding.Code)];

        Assert.Equal(["BIMI-CERT-PURPOSE", "BIMI-CERT-LOGOTYPE"], failed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-----BEGIN CERTIFICATE-----\n!!!\n-----END CERTIFICATE-----")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    [InlineData("-----BEGIN CERTIFICATE-----\n")]
    public void A_document_without_certificate_fails(string pem) =>
        Assert.Equal(
            CheckStatus.Fail,
            BimiCertificateEvaluator.Evaluate(Encoding.ASCII.GetBytes(pem), "a.example", "default", [], null, s_then)[0].Status);

    private static string[] Failed(byte[] pem, string domain, byte[] logo, DateTimeOffset now) =>
        [.. BimiCertificateEvaluator.Evaluate(pem, domain, "default", Roots(), logo, now)
            .Where(static finding => finding.Status == CheckStatus.Fail).Select(static finding => finding.Code)];

    private static (byte[] Pem, byte[] Logo) Mark()
    {
        IReadOnlyList<JsonElement> cases = Suite.Cases("mailauth-node/recorded/bimi.json");
        Assert.SkipWhen(cases.Count == 0, ConformanceData.Absent);
        JsonElement mark = cases.Single(static element => element.GetProperty("name").GetString() == "Should validate VMC")
            .GetProperty("calls")[0].GetProperty("args")[0];
        return (Bytes("authorityPath"), Bytes("locationPath"));

        byte[] Bytes(string name) => mark.GetProperty(name).GetProperty("$bytes_b64").GetBytesFromBase64();
    }

    private static byte[][] Roots()
    {
        string? folder = ConformanceData.Find("bimi/devel/ca_certs");
        Assert.SkipWhen(folder is null, ConformanceData.Absent);
        return [.. Directory.GetFiles(folder, "*.pem").SelectMany(static file => PemCertificates.Read(File.ReadAllText(file)))];
    }
}
