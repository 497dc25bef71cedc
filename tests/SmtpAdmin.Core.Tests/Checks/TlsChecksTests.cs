using System;
using System.Linq;
using SmtpAdmin.Core.Checks;
using SmtpAdmin.Core.Smtp;
using Xunit;

namespace SmtpAdmin.Core.Tests.Checks;

public sealed class TlsChecksTests
{
    private static readonly DateTimeOffset s_now = new(2030, 6, 15, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Ssl3", CheckStatus.Warn)]
    [InlineData("Tls", CheckStatus.Warn)]
    [InlineData("Tls11", CheckStatus.Warn)]
    [InlineData("Tls12", CheckStatus.Pass)]
    [InlineData("Tls13", CheckStatus.Pass)]
    public void Versions_below_1_2_are_to_be_mended(string protocol, CheckStatus expected) =>
        Assert.Equal(expected, Judge(SmtpCheckCodes.TlsVersion, protocol: protocol).Status);

    [Theory]
    [InlineData(-10, 100, CheckStatus.Pass)]
    [InlineData(-10, 30, CheckStatus.Pass)]
    [InlineData(-10, 29, CheckStatus.Warn)]
    [InlineData(-10, 1, CheckStatus.Warn)]
    [InlineData(-10, -1, CheckStatus.Fail)]
    [InlineData(1, 100, CheckStatus.Fail)]
    public void Validity_is_judged_by_the_clock_given(int notBefore, int notAfter, CheckStatus expected) =>
        Assert.Equal(
            expected, Judge(SmtpCheckCodes.CertificateExpiry, notBefore: notBefore, notAfter: notAfter).Status);

    [Theory]
    [InlineData(true, CheckStatus.Pass)]
    [InlineData(false, CheckStatus.Fail)]
    public void Name_and_trust_follow_the_evaluation(bool isGood, CheckStatus expected)
    {
        Assert.Equal(expected, Judge(SmtpCheckCodes.CertificateName, isGood: isGood).Status);
        Assert.Equal(expected, Judge(SmtpCheckCodes.CertificateTrust, isGood: isGood).Status);
    }

    [Fact]
    public void The_worst_verdict_is_Fail_before_Unknown_before_Warn()
    {
        var checks = new CheckList(["A", "B", "C"]);
        checks.Add("A", CheckStatus.Pass, "");
        checks.Add("B", CheckStatus.Warn, "");
        Assert.Equal(CheckStatus.Unknown, checks.Worst);

        checks.Stop("B", CheckStatus.Fail, "broken\u001b");
        Assert.Equal(CheckStatus.Fail, checks.Worst);
        Assert.Equal("broken\uFFFD", checks.Findings[1].Evidence);
        Assert.Equal("Not checked (B).", checks.Findings[2].Evidence);

        checks.Add("B", CheckStatus.Warn, "");
        checks.Add("C", CheckStatus.Pass, "");
        Assert.Equal(CheckStatus.Warn, checks.Worst);
    }

    private static CheckFinding Judge(
        string code, string protocol = "Tls13", int notBefore = -10, int notAfter = 100, bool isGood = true)
    {
        var checks = new CheckList([code]);
        var certificate = new CertificateDetails
        {
            Subject = "CN=mx.example",
            Issuer = "CN=issuer",
            Names = ["mx.example"],
            NotBefore = s_now.AddDays(notBefore),
            NotAfter = s_now.AddDays(notAfter),
            Thumbprint = "00",
            KeyAlgorithm = "RSA",
            NameMatches = isGood,
            IsTrusted = isGood,
            ChainProblems = isGood ? [] : ["UntrustedRoot"],
        };
        var tls = new TlsDetails { Protocol = protocol, CipherSuite = null, Certificate = certificate };
        TlsChecks.Add(checks, tls, "mx.example", s_now);
        return checks.Findings.Single();
    }
}
